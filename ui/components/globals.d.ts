// What scripts find on the page beside what they bring, for the type check alone (tsconfig.json).

// Blobs by name, see ui/components/blob; there once the first one has come.
declare var labBlobs: Map<string, Uint8Array<ArrayBuffer>> | undefined;

// Images by the name of their blob, unpacked once for all charts, see ui/components/lens.
declare var labUnpacked: Map<string, Promise<Uint8Array>> | undefined;

// Streamlit's copy of Plotly, as far as the lens knows it.
interface LabTrace {
  type: string;
  x: ArrayLike<number>;
  selectedpoints?: number[] | null;
}
interface LabHover {
  points?: { curveNumber: number; pointNumber: number }[];
}
interface LabChart extends HTMLElement {
  data: LabTrace[];
  _fullData: Record<string, ArrayLike<number>>[];
  _fullLayout: { scene: { camera: object } };
  labRevision?: number;
  on(event: "plotly_hover" | "plotly_click", call: (event: LabHover) => void): void;
  on(event: "plotly_unhover" | "plotly_selecting" | "plotly_deselect" | "plotly_afterplot", call: () => void): void;
}
declare var Plotly: { update(chart: LabChart, traces: object, layout: object, which: number[]): void } | undefined;
