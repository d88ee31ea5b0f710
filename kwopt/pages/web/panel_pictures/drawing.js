// A figure that follows the width of its place. NiceGUI's own element also asks Plotly to fit a figure whose
// tab is hidden, which Plotly answers with an error; this one waits until it is shown.
export default {
  template: "<div></div>",
  props: { figure: Object },
  async mounted() {
    const { Plotly } = await import("nicegui-plotly");
    this.Plotly = Plotly;
    this.draw();
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.$el);
  },
  unmounted() {
    this.observer?.disconnect();
  },
  watch: {
    figure() {
      this.draw();
    },
  },
  methods: {
    draw() {
      this.Plotly?.react(this.$el, this.figure);
    },
    fit() {
      if (this.$el.offsetParent) this.Plotly.Plots.resize(this.$el);
    },
  },
};
