// A table that is read and sorted with keyboard and screen reader: heads that sort are buttons.
export default {
  props: { columns: Array, rows: Array, sort: String, descending: Boolean, caption: String, name: String },
  emits: ["sort"],
  methods: {
    order(column) {
      if (column.name !== this.sort) return "none";
      return this.descending ? "descending" : "ascending";
    },
  },
  template: `
    <div class="kt-scroll" tabindex="0" role="region" :aria-label="caption"><table class="kt-table kt-wide" :id="name">
      <thead><tr><th v-for="column in columns" :key="column.name" scope="col" :title="column.help"
          :class="{ 'kt-number': column.number }" :aria-sort="column.sorts ? order(column) : null">
        <button v-if="column.sorts" type="button" class="kt-head" @click="$emit('sort', column.name)">{{ column.label
          }}<span aria-hidden="true">{{ { none: "", ascending: " ▲", descending: " ▼" }[order(column)] }}</span></button>
        <template v-else>{{ column.label }}</template></th></tr></thead>
      <tbody><tr v-for="(row, place) in rows" :key="place">
        <component :is="at ? 'td' : 'th'" v-for="(cell, at) in row" :key="at" :scope="at ? null : 'row'"
          :class="{ 'kt-number': columns[at].number, 'kt-wraps': columns[at].wraps }">{{ cell }}</component>
      </tr></tbody></table></div>`,
};
