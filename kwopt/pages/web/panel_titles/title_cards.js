// The proposed titles as cards. Marking and copying happen here, without asking the server.
import { CopyButton, FindingList, KeywordList, MarkedText } from "kwopt_title_parts";

export default {
  components: { CopyButton, FindingList, KeywordList, MarkedText },
  props: { cards: Array, words: Object },
  emits: ["edit", "touched"],
  data: () => ({ lit: {}, open: { 1: true } }),
  methods: {
    light(card, pieces) {
      this.lit = { ...this.lit, [card.rank]: pieces };
    },
    toggle(card) {
      this.open = { ...this.open, [card.rank]: !this.open[card.rank] };
    },
  },
  template: `
    <ol class="kt-cards">
      <li v-for="card in cards" :key="card.rank" class="kt-card" :aria-label="card.name"
          @copy="$emit('touched')" @pointerup="$emit('touched')">
        <h4 class="kt-name">{{ card.name }}</h4>
        <p class="kt-title" :id="'title-text-' + card.rank"><marked-text :pieces="card.pieces"
            :lit="lit[card.rank]"></marked-text></p>
        <p class="kt-figures"><span v-for="(figure, place) in card.figures" :key="place"
            :title="figure.help">{{ figure.text }}</span></p>
        <finding-list :findings="card.findings" :words="words"></finding-list>
        <p class="kt-actions">
          <copy-button :text="card.text" :words="words" :id="'title-copy-' + card.rank" :about="card.name"
            main @copied="$emit('touched')"></copy-button>
          <button type="button" class="kt-button" :id="'title-edit-' + card.rank"
            :aria-label="words.edit + ' ' + card.name" @click="$emit('edit', card.rank)">{{ words.edit }}</button>
          <button type="button" class="kt-fold" :aria-expanded="!!open[card.rank]"
            @click="toggle(card)">{{ card.covers }}</button>
        </p>
        <keyword-list v-if="open[card.rank]" :keywords="card.keywords" :more="card.more" :words="words"
          :label="card.covers" @light="light(card, $event)"></keyword-list>
      </li>
    </ol>`,
};
