import type { ReactNode } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { type Language, type TextFunction, useLanguage, useText } from '../../components/text/language.ts';
import type { Clause, Condition, Place, PolicySentence, Principal, Right } from '../../storage/index.ts';
import { conditionPhrase } from './condition-phrase.ts';
import styles from './policies.module.css';
import { createSlots, type Slots } from './text-with-nodes.tsx';

/** One sentence of what the policy says, in the language of the page. */
export function Sentence({ sentence }: { sentence: PolicySentence }): ReactNode {
  const t = useText('policy');
  const language = useLanguage();
  const slots = createSlots();
  return slots.render(sentenceText(sentence, { t, language, slots }));
}

/** Conditions joined by “and”, for other sentences. */
export function conditionsText(conditions: readonly Condition[], words: Words): string {
  return conjunction(
    conditions.map((condition) => conditionText(condition, words)),
    words.language,
  );
}

export interface Words {
  t: TextFunction<'policy'>;
  language: Language;
  slots: Slots;
}

const code = (text: string) => (
  <code className={styles.name}>
    <KeyText value={text} />
  </code>
);

function conjunction(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}

function disjunction(parts: readonly string[], { language, slots }: Words): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(
    parts.map((part) => slots.slot(code(part))),
  );
}

function sentenceText(sentence: PolicySentence, words: Words): string {
  const { t } = words;
  const { effect, who, place, conditions } = sentence;
  const core = t(`${effect === 'Deny' ? 'deny' : 'allow'}_${whoKind(who)}`, {
    who: whoText(who, words),
    what: whatText(sentence, words),
    where: placeText(place, words),
  });
  if (conditions.length === 0) return core;
  return t(effect === 'Deny' ? 'denyIf' : 'allowIf', {
    sentence: core,
    conditions: conditionsText(conditions, words),
  });
}

function whoKind(who: Clause<Principal>): 'anyone' | 'except' | 'named' {
  if (who.isExcept) return 'except';
  return who.listed.some(({ kind }) => kind === 'everyone') ? 'anyone' : 'named';
}

function whoText({ listed }: Clause<Principal>, { language, slots }: Words): string {
  const names = listed.map((principal) => slots.slot(code(principal.kind === 'named' ? principal.id : '*')));
  return conjunction(names, language);
}

function whatText({ rights, allRightsBut }: PolicySentence, words: Words): string {
  const what = conjunction(
    rights.map((right) => rightText(right, words)),
    words.language,
  );
  return allRightsBut ? words.t('everythingBut', { what }) : what;
}

const rightText = ({ kind, action = '' }: Right, { t, slots }: Words) =>
  t(`right_${kind}`, { action: slots.slot(code(action)) });

function placeText(place: Place, { t, language, slots }: Words): string {
  const named = () => {
    if (place.kind === 'prefix') return slots.slot(code(place.prefix));
    if (place.kind === 'object') return slots.slot(code(place.key));
    if (place.kind === 'pattern') return slots.slot(code(place.pattern));
    if (place.kind !== 'except') return '';
    return conjunction(
      place.resources.map((resource) => slots.slot(code(resource))),
      language,
    );
  };
  return t(`where_${place.kind}`, { place: named() });
}

function conditionText(condition: Condition, words: Words): string {
  const { phrase, orAbsent } = conditionPhrase(condition);
  const text = words.t(`condition_${phrase}`, {
    key: words.slots.slot(code(condition.key)),
    values: disjunction(condition.values, words),
    operator: words.slots.slot(code(condition.operator)),
  });
  return orAbsent ? words.t('orAbsent', { condition: text }) : text;
}
