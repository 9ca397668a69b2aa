/** Drawings of KindPicture.vue in a 96 × 60 box: a wheat fill below an ink line. Rule packs name them in `picture`. */

export const kindPictures = {
  house: { fill: 'M30 44V26l16-12 16 12v18z', line: 'M26 28l20-15 20 15M30 44V26M62 26v18M42 44V34h8v10M62 44v-8h12v8' },
  factory: { fill: 'M22 44V24l14 7v-7l14 7v-7l14 7v13z', line: 'M22 44V24l14 7v-7l14 7v-7l14 7v13zM68 44l2-28h6l2 28M70 24h7' },
  dig: { fill: 'M18 46q8-12 16-12t14 12z', line: 'M56 44h24v-8H60zM62 36v-9h9l4 9M60 30L44 18l-9 10 4 5M54 48h28' },
  mine: { fill: 'M20 46l12-16 8 6 10-14 12 24z', line: 'M20 46l12-16 8 6 10-14 12 24M66 46V22l12 24M66 22l-8-6M70 34h5' },
  pave: { fill: 'M26 46l10-18h26l12 18z', line: 'M26 46l10-18h26l12 18zM34 34h34M31 40h40M48 28l-2 18M40 28l-6 18M58 28l6 18M70 26c0-5 6-5 6 0v6h-6z' },
  dump: { fill: 'M18 46q6-14 16-16 8-8 18 0 14 2 18 16z', line: 'M18 46q6-14 16-16 8-8 18 0 14 2 18 16M36 38l6-5M50 40l8-4M58 22l8-6 8 6-8 6z' },
  pond: { fill: 'M21 40a27 8 0 1 0 54 0a27 8 0 1 0-54 0', line: 'M21 40a27 8 0 1 0 54 0a27 8 0 1 0-54 0M38 40q5-4 10 0l4-2v4l-4-2q-5 4-10 0M66 30V18M66 22q-6 0-6-6 6 0 6 6M66 26q6 0 6-6-6 0-6 6' },
  trees: { fill: 'M24 30a9 9 0 1 1 18 0a9 9 0 1 1-18 0M54 26a9 9 0 1 1 18 0a9 9 0 1 1-18 0', line: 'M24 30a9 9 0 1 1 18 0a9 9 0 1 1-18 0M33 34v12M54 26a9 9 0 1 1 18 0a9 9 0 1 1-18 0M63 30v16M33 40l4-4M63 38l-4-4' },
  grave: { fill: 'M26 46q4-18 22-18t22 18z', line: 'M26 46q4-18 22-18t22 18M43 46V34q0-5 5-5t5 5v12M20 30q0-8 3-12M76 30q0-8-3-12' },
  greenhouse: { fill: 'M20 46V34q0-10 12-10h32q12 0 12 10v12z', line: 'M20 46V34q0-10 12-10t12 10v12M32 24h32q12 0 12 10v12M44 34h32M58 24v22M28 46v-8h8v8' },
  road: { fill: 'M36 46l8-30h8l8 30z', line: 'M36 46l8-30h8l8 30M48 20v4M48 29v5M48 39v6' },
  solar: { fill: 'M24 40l8-18h40l-8 18z', line: 'M24 40l8-18h40l-8 18zM28 31h40M37 40l8-18M51 40l8-18M36 40v6M58 40v6' },
  barn: { fill: 'M24 46V30l24-12 24 12v16z', line: 'M24 46V30l24-12 24 12v16M36 46V36h24v10M36 36l24 10M60 36L36 46' },
  idle: { fill: '', line: 'M30 46q0-10-5-14M30 46q0-12 6-16M48 46q0-14-7-20M48 46q0-12 8-18M66 46q0-10-5-14M66 46q0-12 7-16' },
  fence: { fill: '', line: 'M24 46V24M40 46V24M56 46V24M72 46V24M20 30h56M20 38h56' },
  field: { fill: '', line: 'M48 44V22M48 28q-10 0-10-10 10 0 10 10M48 34q10 0 10-10-10 0-10 10' },
  unsure: { fill: '', line: 'M40 22q0-8 8-8t8 7q0 5-5 8-3 2-3 6M48 41v1', thick: true },
} as const

export type KindPictureName = keyof typeof kindPictures
