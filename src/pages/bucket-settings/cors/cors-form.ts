import { isXmlText, type SettingValues } from '../../../storage/index.ts';
import { linesOf, textOf } from '../lines.ts';

type Cors = SettingValues['cors'];
type Rule = Cors['rules'][number];

/** One entry a line where a rule has several. */
export interface RuleForm {
  id: string;
  origins: string;
  methods: string[];
  allowedHeaders: string;
  exposedHeaders: string;
  /** Seconds, as typed. */
  maxAge: string;
  kept: readonly string[];
}

export interface CorsForm {
  rules: RuleForm[];
}

export const knownMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

export const emptyRule: RuleForm = {
  id: '',
  origins: '',
  methods: ['GET', 'HEAD'],
  allowedHeaders: '*',
  exposedHeaders: '',
  maxAge: '',
  kept: [],
};

export const toForm = (value: Cors | undefined): CorsForm => ({
  rules: (value?.rules ?? []).map((rule) => ({
    id: rule.id ?? '',
    origins: textOf(rule.origins),
    methods: [...rule.methods],
    allowedHeaders: textOf(rule.allowedHeaders),
    exposedHeaders: textOf(rule.exposedHeaders),
    maxAge: rule.maxAge === undefined ? '' : String(rule.maxAge),
    kept: rule.kept,
  })),
});

export interface RuleProblems {
  id?: 'corsIdTooLong' | 'unwritable';
  origins?: 'corsNoOrigin' | 'corsTwoStars' | 'corsOriginPath' | 'unwritable';
  methods?: 'corsNoMethod';
  allowedHeaders?: 'corsTwoStars' | 'unwritable';
  exposedHeaders?: 'unwritable';
  maxAge?: 'corsAge';
}

/** Each origin and each header pattern takes one `*`. */
const hasTwoStars = (lines: readonly string[]) => lines.some((line) => line.split('*').length > 2);

export function ruleProblems(rule: RuleForm): RuleProblems {
  return {
    id: !isXmlText(rule.id) ? 'unwritable' : rule.id.length > 255 ? 'corsIdTooLong' : undefined,
    origins: originsProblem(rule.origins),
    methods: rule.methods.length === 0 ? 'corsNoMethod' : undefined,
    allowedHeaders: !isXmlText(rule.allowedHeaders)
      ? 'unwritable'
      : hasTwoStars(linesOf(rule.allowedHeaders))
        ? 'corsTwoStars'
        : undefined,
    exposedHeaders: isXmlText(rule.exposedHeaders) ? undefined : 'unwritable',
    maxAge: /^\d{0,9}$/.test(rule.maxAge.trim()) ? undefined : 'corsAge',
  };
}

function originsProblem(text: string): RuleProblems['origins'] {
  const origins = linesOf(text);
  if (origins.length === 0) return 'corsNoOrigin';
  if (!isXmlText(text)) return 'unwritable';
  if (hasTwoStars(origins)) return 'corsTwoStars';
  // A browser sends scheme, host and port: with a path, or a slash at the end, nothing ever matches.
  return origins.some((origin) => /^[a-z*]+:\/\/[^/]*\//i.test(origin)) ? 'corsOriginPath' : undefined;
}

export const mostRules = 100;

/** Undefined: no rules, which takes the setting away. */
export function toValue({ rules }: CorsForm, before: Cors | undefined): Cors | undefined | 'invalid' {
  if (rules.length > mostRules) return 'invalid';
  if (rules.some((rule) => Object.values(ruleProblems(rule)).some(Boolean))) return 'invalid';
  if (rules.length === 0) return undefined;
  return { rules: rules.map(ruleOf), kept: before?.kept ?? [] };
}

const ruleOf = (rule: RuleForm): Rule => ({
  id: rule.id || undefined,
  origins: linesOf(rule.origins),
  methods: rule.methods,
  allowedHeaders: linesOf(rule.allowedHeaders),
  exposedHeaders: linesOf(rule.exposedHeaders),
  maxAge: rule.maxAge.trim() === '' ? undefined : Number(rule.maxAge),
  kept: rule.kept,
});

/** MinIO says that no bucket has any, and has one list of origins for all of them. */
export const isCorsFixed = (software: string): boolean => /^minio\b/i.test(software);

/**
 * Whether a page of `origin` may read and write under these rules: for each method the first rule that fits it must
 * let the headers of a signed request through. On servers with rules of their own beside these it says nothing.
 */
export function letsIn(rules: readonly Rule[], origin: string, methods: readonly string[]): boolean {
  return methods.every((method) =>
    rules.some(
      (rule) =>
        rule.methods.includes(method) &&
        rule.origins.some((pattern) => matches(pattern, origin)) &&
        rule.allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), 'authorization')),
    ),
  );
}

/** One `*` stands for anything. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}
