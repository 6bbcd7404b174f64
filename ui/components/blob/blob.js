// Keeps what Python sent under its name: a byte with the length of the name, the name, the content.

/** @type {(run: Run<Uint8Array<ArrayBuffer>>) => void} */
export default ({ data }) => {
  const length = data[0];
  const key = new TextDecoder().decode(data.subarray(1, 1 + length));
  const blobs = (globalThis.labBlobs ??= new Map());
  if (blobs.has(key)) return;
  blobs.set(key, data.subarray(1 + length));
  globalThis.dispatchEvent(new CustomEvent("lab-blob", { detail: key }));
};
