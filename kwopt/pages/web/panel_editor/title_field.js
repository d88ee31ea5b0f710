// The field in which a title is written. The server hears what was typed and never writes back by itself:
// `given` is put in only when its number changes, so neither the cursor nor an input method is disturbed.
import { CopyButton } from "kwopt_title_parts";

export default {
  components: { CopyButton },
  props: { given: Object, words: Object },
  emits: ["typed", "touched", "undo", "reset"],
  data() {
    return { text: this.given.text };
  },
  mounted() {
    this.composing = false;
    this.$refs.field.value = this.given.text;
    this.grow();
  },
  beforeUnmount() {
    // hidden tabs are taken out of the page: what was typed must stand there when they come back
    const element = mounted_app.elements[this.$attrs.id?.slice(1)];
    if (element) element.props.given = { ...this.given, text: this.$refs.field.value, focus: false };
  },
  watch: {
    "given.number"() {
      if (this.composing) return; // who writes wins
      const field = this.$refs.field;
      if (field.value !== this.given.text) this.replaceAll(field, this.given.text);
      if (this.given.focus) field.focus();
      this.text = field.value;
      this.grow();
    },
  },
  methods: {
    replaceAll(field, text) {
      const focused = document.activeElement;
      this.silent = true;
      // Typed by command where somebody works in this panel: then the field's own undo (Ctrl+Z) takes it back.
      // Elsewhere the focus stays where it is: a command would write into the field that has it.
      if (this.given.focus || this.$el.closest("section")?.contains(focused)) {
        field.focus({ preventScroll: true });
        if (document.activeElement === field) {
          field.select();
          document.execCommand("insertText", false, text);
        }
        if (!this.given.focus && focused !== field) focused?.focus({ preventScroll: true });
      }
      if (field.value !== text) field.value = text;
      this.silent = false;
    },
    grow() {
      const field = this.$refs.field;
      field.style.height = "auto";
      if (field.scrollHeight) field.style.height = field.scrollHeight + 2 + "px";
    },
    typed(event) {
      if (this.silent || this.composing || event?.isComposing) return;
      const field = this.$refs.field;
      if (/[\r\n]/.test(field.value)) this.putInOneLine(field);
      this.text = field.value;
      this.$emit("typed", field.value);
      this.grow();
    },
    putInOneLine(field) {
      const at = field.selectionStart;
      field.value = field.value.replace(/\r?\n|\r/g, " ");
      field.setSelectionRange(at, at);
    },
    enter(event) {
      if (!event.isComposing) event.preventDefault(); // a title is one line; an input method needs its Enter
    },
    composed() {
      this.composing = false;
      this.typed();
    },
    focused() {
      if (!this.silent) this.$emit("touched");
    },
  },
  template: `
    <div class="kt-field">
      <label for="title-editor">{{ words.label }}</label>
      <textarea ref="field" id="title-editor" rows="1" spellcheck="false" autocomplete="off"
        aria-describedby="title-counter title-hint" @input="typed" @keydown.enter="enter" @focus="focused"
        @compositionstart="composing = true" @compositionend="composed"></textarea>
      <p class="kt-actions">
        <copy-button :text="text" :words="words" id="title-copy-edited" :about="words.label" main></copy-button>
        <button type="button" class="kt-button" id="title-undo" @click="$emit('undo')">{{ words.undo }}</button>
        <button type="button" class="kt-button" id="title-reset" @click="$emit('reset')">{{ words.reset }}</button>
        <span id="title-hint" class="kw-quiet">{{ words.hint }}</span>
      </p>
    </div>`,
};
