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
      this.Plotly?.react(this.$el, { ...this.figure, config: this.config() });
    },
    // A picture that is saved goes where the page's own heading does not: it has the title in it.
    config() {
      const { config = {}, whole } = this.figure;
      if (!whole) return config;
      const words = Object.values(config.locales ?? {})[0]?.dictionary ?? {};
      const said = "Download plot as a PNG";
      const save = {
        name: "save",
        title: words[said] ?? said,
        icon: this.Plotly.Icons.camera,
        click: (drawn) =>
          this.Plotly.downloadImage(
            { data: drawn.data, layout: whole },
            { ...config.toImageButtonOptions, width: drawn.clientWidth, height: whole.height },
          ),
      };
      const removed = [...(config.modeBarButtonsToRemove ?? []), "toImage"];
      return { ...config, modeBarButtonsToRemove: removed, modeBarButtonsToAdd: [save] };
    },
    fit() {
      if (this.$el.offsetParent) this.Plotly.Plots.resize(this.$el);
    },
  },
};
