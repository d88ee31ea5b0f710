// The single changes that gain most: a click makes one. The root bears the page's own id, so ours stands inside.
export default {
  props: { steps: Array, words: Object, note: String, said: String, stale: Boolean },
  emits: ["apply"],
  watch: {
    steps() {
      // a step that was clicked goes with its button: who works by keyboard stays in the list
      const had = this.$el.contains(document.activeElement);
      this.$nextTick(() => {
        if (had && !this.$el.contains(document.activeElement))
          (this.$el.querySelector(".kt-step") || this.$el.querySelector("h4")).focus();
      });
    },
  },
  template: `
    <div>
    <section id="alternatives" aria-labelledby="alternatives-head" :aria-busy="stale">
      <h4 id="alternatives-head" tabindex="-1">{{ words.steps }}</h4>
      <p class="kw-quiet" v-if="note">{{ note }}</p>
      <ul class="kt-steps" :class="{ 'kt-stale': stale }"><li v-for="(step, place) in steps" :key="step.text">
        <button type="button" class="kt-step" :id="'alternative-' + (place + 1)"
            @click="$emit('apply', place, step.text)">
          <span class="kt-change">{{ step.change }}</span>
          <span class="kt-gain">{{ step.gain }}</span>
          <span class="kw-quiet">{{ step.risk }}</span>
          <span class="kt-detail kt-after">{{ step.text }}</span>
          <span class="kt-detail" v-for="detail in step.details" :key="detail">{{ detail }}</span>
        </button></li></ul>
      <p role="status" class="kw-unseen">{{ said }}</p>
    </section>
    </div>`,
};
