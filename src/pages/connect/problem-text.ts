import type { TextFunction } from '../../components/text/language.ts';
import type { ConnectFields } from './connect-fields.ts';
import type { FieldProblem } from './parse-fields.ts';

type ProblemText =
  | { feature: 'connect'; key: Parameters<TextFunction<'connect'>>[0] }
  | { feature: 'credentials'; key: Parameters<TextFunction<'credentials'>>[0] };

const ofConnect = new Set<FieldProblem['field']>([
  'endpoint',
  'manageEndpoint',
  'region',
  'accessKeyId',
  'secretAccessKey',
  'uploadToken',
]);

/** Where Want has words of its own: other addresses, and nobody is anonymous. */
const ofWant = ['endpoint_missing', 'endpoint_not-a-url', 'accessKeyId_missing', 'bucket_name'] as const;

/** Which sentence tells a problem. */
export function problemText(problem: FieldProblem, protocol: ConnectFields['protocol']): ProblemText {
  const field = problem.field === 'manageEndpoint' ? 'endpoint' : problem.field;
  const key = `${field}_${problem.problem}`;
  const own = protocol === 'want' ? ofWant.find((each) => each === key) : undefined;
  if (own) return { feature: 'connect', key: `want_${own}` };
  return ofConnect.has(problem.field)
    ? ({ feature: 'connect', key } as ProblemText)
    : ({ feature: 'credentials', key } as ProblemText);
}
