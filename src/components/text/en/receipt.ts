export const receipt = {
  title: 'What the service answered',
  close: 'Close',
  copyField: 'Copy {{name}}',
  copyAll: 'Copy the whole answer',
  raw: 'The answer as it came',
  open: 'Open in a new tab',
  newTab: 'opens in a new tab',
  ownAnswer: 'The policy has an answer of its own. This is what came.',
  emptyAnswer: 'The file is stored. The answer was empty, as the policy asks for it.',
} as const;
