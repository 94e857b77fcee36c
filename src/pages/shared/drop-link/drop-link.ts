import { type FormProblem, type FormTerms, readForm, type SignedForm } from '../../../storage/index.ts';

/**
 * A form in the fragment of this console's own address, `#/drop?to=…&policy=…&sig=…`, which no server ever sees. The
 * policy says all the rest, and its signature holds it together.
 */
export interface DropForm {
  form: SignedForm;
  terms: FormTerms;
  /** When the session that signed ends, where one did and it is known. Not signed: a word of who made the link. */
  sessionEndsAt?: Date;
}

export type DropProblem = FormProblem | 'incomplete';

export function dropLink(page: string, form: SignedForm, sessionEndsAt: Date | undefined): string {
  const search = new URLSearchParams({ to: form.url, policy: urlSafe(form.policy), sig: form.signature });
  if (sessionEndsAt) search.set('until', String(Math.floor(sessionEndsAt.getTime() / 1000)));
  const { origin, pathname } = new URL(page);
  // A colon and a slash mean nothing in a fragment, and the address is to be read by people.
  return `${origin}${pathname}#/drop?${search.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
}

/** Reads the search of such an address; says why where nobody could upload by it. */
export function readDropLink(search: Record<string, unknown>): DropForm | { problem: DropProblem } {
  const { to, policy, sig, until } = search;
  if (typeof to !== 'string' || typeof policy !== 'string' || typeof sig !== 'string') {
    return { problem: 'incomplete' };
  }
  const form = { url: to, policy: plain(policy), signature: sig };
  const terms = readForm(form);
  if ('problem' in terms) return terms;
  const session = new Date(
    typeof until === 'string' && /^\d{1,12}$/.test(until) ? Number(until) * 1000 : Number.NaN,
  );
  return { form, terms, ...(!Number.isNaN(session.getTime()) && { sessionEndsAt: session }) };
}

/** Whether temporary keys signed it: it ends with them, whenever that is. */
export const hasSession = ({ fixed }: FormTerms) =>
  Object.keys(fixed).some((name) => name.toLowerCase() === 'x-amz-security-token');

/** Base64 as RFC 4648 §5 has it for addresses. */
const urlSafe = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const plain = (text: string) => {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
};
