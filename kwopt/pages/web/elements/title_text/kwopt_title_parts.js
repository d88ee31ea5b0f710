// What cards and editor share: a text whose words can be marked, keywords that mark them, findings, copying.
// Texts reach the page as text nodes only: no template here holds markup that comes from data.

export async function copyText(text) {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // refused by the browser: the older way may still be allowed
    }
  }
  return copyBySelecting(text); // plain http at an address of the local network has no clipboard object
}

function copyBySelecting(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;top:0;left:0;opacity:0";
  document.body.append(area);
  area.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  area.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

const SAID_FOR = 2500; // milliseconds that "copied" stands on a button

export const CopyButton = {
  props: { text: String, words: Object, id: String, about: String, main: Boolean },
  emits: ["copied"],
  data: () => ({ said: "" }),
  beforeUnmount() {
    clearTimeout(this.timer);
  },
  methods: {
    async copy() {
      const done = await copyText(this.text);
      this.said = done ? this.words.copied : this.words.copy_by_hand;
      if (done) this.$emit("copied");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.said = ""), SAID_FOR * (done ? 1 : 3));
    },
  },
  template: `
    <span class="kt-copy"><button type="button" class="kt-button" :class="{ 'kt-main': main }" :id="id"
        :aria-label="about ? words.copy + ' ' + about : null" @click="copy">{{ words.copy }}</button
      ><span role="status" class="kt-said">{{ said }}</span></span>`,
};

export const MarkedText = {
  props: { pieces: Array, lit: Array },
  template: `
    <span class="kt-text"><span v-for="(piece, place) in pieces" :key="place" :title="piece.note"
        :class="[piece.kind && 'kt-' + piece.kind, lit && lit.includes(place) && 'kt-lit']">{{ piece.text }}</span
    ></span>`,
};

export const KeywordList = {
  props: { keywords: Array, more: Array, words: Object, label: String },
  emits: ["light"],
  data: () => ({ pinned: null, open: false }),
  methods: {
    show(row) {
      this.$emit("light", row ? row.pieces : this.pinned ? this.pinned.pieces : null);
    },
    pin(row) {
      this.pinned = this.pinned === row ? null : row;
      this.show(this.pinned);
    },
  },
  template: `
    <div class="kt-scroll"><table class="kt-table" :aria-label="label"><thead><tr>
      <th scope="col" v-for="(head, place) in words.heads" :key="place" :class="{ 'kt-number': place > 1 }">{{ head }}</th>
    </tr></thead><tbody>
      <tr v-for="row in open ? keywords.concat(more) : keywords" :key="row.keyword"
          @mouseenter="show(row)" @mouseleave="show(null)">
        <th scope="row"><button type="button" class="kt-keyword" :aria-pressed="pinned === row"
            @focus="show(row)" @blur="show(null)" @click="pin(row)">{{ row.keyword }}</button></th>
        <td v-for="(cell, place) in row.cells" :key="place" :class="{ 'kt-number': place > 0 }">{{ cell }}</td>
      </tr>
    </tbody></table>
    <button type="button" class="kt-fold" v-if="more.length" :aria-expanded="open" @click="open = !open"
      >{{ open ? words.less : words.more.replace("%", more.length) }}</button></div>`,
};

export const FindingList = {
  props: { findings: Array, words: Object },
  template: `
    <ul class="kt-findings" v-if="findings.length"><li v-for="(finding, place) in findings" :key="place"
        :class="'kt-' + finding.level">
      <span><strong>{{ finding.label }}</strong> {{ finding.message }}</span>
      <span v-if="finding.place" class="kw-quiet">{{ finding.place }}</span>
      <span v-if="finding.suggestion">{{ words.suggestion }}{{ finding.suggestion }}</span>
      <details class="kt-source"><summary>{{ words.source }}</summary>{{ finding.source }}</details>
    </li></ul>`,
};
