// Texts that stand beside a title (guide title, short title ...), each with a button that copies it.
import { CopyButton, FindingList } from "kwopt_title_parts";

export default {
  components: { CopyButton, FindingList },
  props: { lines: Array, words: Object },
  template: `
    <dl class="kt-lines"><div v-for="line in lines" :key="line.name">
      <dt>{{ line.label }}</dt>
      <dd><span class="kw-wrap">{{ line.text }}</span>
        <copy-button :text="line.text" :words="words" :id="'copy-' + line.name" :about="line.label"></copy-button>
        <span class="kw-quiet">{{ line.figures }}</span>
        <finding-list :findings="line.findings" :words="words"></finding-list></dd>
    </div></dl>`,
};
