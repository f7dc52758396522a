/* What was begun, kept in this browser alone, one draft a kind and record. */

const key = (kind, record) => `${__md_scope.pathname}.form.${kind}${record ? `.${record}` : ""}`;

export const drafts = (kind, record) => ({
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key(kind, record)));
      return kept && typeof kept.saved === "string" && kept.value && typeof kept.value === "object" ? kept : null;
    } catch {
      return null; // nothing may be kept here, or what is kept is not ours
    }
  },
  /** Whether it could be kept. */
  write(draft) {
    try {
      localStorage.setItem(key(kind, record), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  },
  forget() {
    try {
      localStorage.removeItem(key(kind, record));
    } catch {
      /* nothing is kept here */
    }
  },
});
