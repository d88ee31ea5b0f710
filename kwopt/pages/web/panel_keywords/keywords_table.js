// The ranked keywords: a real table with headings that sort by keyboard. Owns no order and no number: the
// server sends the rows of one page as finished texts, and every text is interpolated, never markup.
export default {
  template: `
    <div class="keywords-scroll" role="region" :aria-label="words.caption" tabindex="0">
      <table class="keywords" id="keywords-table" :aria-busy="busy ? 'true' : 'false'" :aria-rowcount="total + 1">
        <caption class="kw-unseen">{{ words.caption }}</caption>
        <thead>
          <tr aria-rowindex="1">
            <template v-for="column in columns" :key="column.name">
              <th scope="col" :class="column.kind" :aria-sort="direction(column)">
                <button type="button" :id="'sort-' + column.name" :title="column.help"
                        @click="$emit('order', column.name)">
                  {{ column.label }}<span class="arrow" aria-hidden="true">{{ arrow(column) }}</span>
                </button>
              </th>
              <th v-if="marked && column.kind === 'keyword'" scope="col" class="marks">{{ words.marks }}</th>
            </template>
          </tr>
        </thead>
        <tbody>
          <tr v-for="row in rows" :key="row.place" :aria-rowindex="row.place + 1" :class="row.kind">
            <template v-for="column in columns" :key="column.name">
              <th v-if="column.kind === 'keyword'" scope="row" class="keyword">
                <button type="button" :title="words.explain" aria-haspopup="dialog"
                        @click="$emit('explain', row.keyword)">{{ row.cells[column.name] }}</button>
              </th>
              <td v-if="marked && column.kind === 'keyword'" class="marks">
                <button v-for="mark in row.marks" :key="mark.list" type="button" :class="mark.list"
                        :aria-pressed="mark.set ? 'true' : 'false'" :aria-label="mark.label" :title="mark.label"
                        @click="$emit('mark', [mark.list, row.keyword])"
                  ><q-icon :name="mark.icon" size="18px" aria-hidden="true" /></button>
              </td>
              <td v-if="column.kind !== 'keyword'" :class="column.kind">{{ row.cells[column.name]
                }}<small v-if="row.beside[column.name]"> {{ row.beside[column.name] }}</small></td>
            </template>
          </tr>
        </tbody>
      </table>
    </div>
  `,
  props: { columns: Array, rows: Array, sort: String, descending: Boolean, total: Number, busy: Boolean, words: Object },
  emits: ["order", "explain", "mark"],
  computed: {
    marked() {
      return this.rows.some((row) => row.marks.length);
    },
  },
  methods: {
    direction(column) {
      if (column.name !== this.sort) return "none";
      return this.descending ? "descending" : "ascending";
    },
    arrow(column) {
      if (column.name !== this.sort) return "";
      return this.descending ? "▼" : "▲";
    },
  },
  watch: {
    // A new page or order begins at its top; marks on a row leave the place alone.
    rows(now, before) {
      const first = (rows) => (rows && rows.length ? rows[0].keyword : "");
      if (first(now) !== first(before)) this.$el.scrollTop = 0;
    },
  },
};
