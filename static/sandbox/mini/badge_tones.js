/** The colour of a state's badge; the `words` of each capability say the same for the pages. */
const TEXT = { waiting: "wait", shown: "ok", refused: "bad" };
const TONES = {
  order: { pending_payment: "wait", paid: "wait", shipped: "wait", received: "ok", settled: "ok", refunding: "wait" },
  text: TEXT,
  question: { ...TEXT, open: "wait", answered: "ok" },
  complaint: { open: "wait", answered: "wait", with_staff: "wait", resolved: "ok", upheld: "bad" },
  objection: { open: "wait", upheld: "ok" },
  material: { value_content: "ok" },
  stage: { familiar: "accent", friend: "ok", partner: "ok", cooling: "wait" },
  commission: { pending: "wait", payable: "ok", void: "bad", clawed_back: "bad" },
};

/** What a badge wears: tone("order", "paid"). Whatever needs no attention is quiet. */
export const tone = (what, state) => TONES[what][state] || "";
