export const purge = {
  title: 'Delete bucket',
  counting: 'Counting what is in the bucket',
  found_one: '{{count, number}} version so far, {{bytes}}',
  found_other: '{{count, number}} versions so far, {{bytes}}',
  uncounted: 'The bucket could not be counted',
  emptySentence: 'The bucket is empty. It is removed, and this cannot be undone.',
  unlistedSentence:
    'This account may not list what is in the bucket, so nothing in it can be counted or deleted here. The server removes the bucket only while it is empty.',
  notEmptySentence:
    'The server refuses: something is in this bucket now, perhaps something that came meanwhile. Nothing was deleted.',
  deleteIt: 'Delete {{name}}',

  contents: 'What is in the bucket',
  objects: 'Objects',
  olderVersions: 'Older versions',
  deleteMarkers: 'Delete markers',
  uploads: 'Incomplete uploads',
  size: 'Size',
  moreThan: 'more than {{value}}',
  partialSentence:
    'Counting ended here, and there is more. Deleting goes on to the end; stop it at any time.',
  samples: 'The first keys',
  forGood:
    'All of it is deleted for ever, and then the bucket. Nothing can be restored: older versions go too.',
  forGoodPlain: 'All of it is deleted for ever, and then the bucket. Nothing can be restored.',
  later: 'What is written after this count is left alone, and then the bucket stays.',
  lock: 'Objects can be locked in this bucket. What a retention or a legal hold protects is refused, and then the bucket stays.',
  lockDefault_GOVERNANCE: 'New objects get a GOVERNANCE retention here.',
  lockDefault_COMPLIANCE:
    'New objects get a COMPLIANCE retention here, which nobody can lift before its time.',
  bypass: 'Delete what a GOVERNANCE retention protects, too',
  bypassSentence:
    'Off unless you choose it. It needs the right to bypass governance retention. COMPLIANCE and legal holds stay.',
  typeName: 'Type {{name}} to delete it with all that is in it',
  deleteAll: 'Delete {{name}} and everything in it',
  deleteAllBypassing: 'Delete {{name}} and everything in it, bypassing governance',

  deleting: 'Deleting {{name}}',
  deletedOf: '{{deleted, number}} of {{total, number}} deleted',
  deletedSoFar: '{{deleted, number}} deleted',
  refusedSoFar: '{{refused, number}} refused',
  again: 'Listing the bucket again, pass {{rounds, number}}',
  stop: 'Stop',
  stopping: 'Stopping after this batch…',

  kept: '{{name}} was not deleted',
  verdict:
    'Deleted {{deleted, number}}, refused {{refused, number}}, incomplete uploads aborted {{uploads, number}}.',
  ended_person: 'Stopped. The rest is still there.',
  ended_refused: 'The server refused some of it, so the bucket stays.',
  ended_appeared_one: '{{count, number}} came after the count and was left alone. Count again to see it.',
  ended_appeared_other:
    '{{count, number}} came after the count and were left alone. Count again to see them.',
  'ended_not-empty':
    'Nothing can be seen in the bucket any more, and the server still says that it is not empty. It may hold what this account cannot list.',
  refusals: 'Refused',
  unconfirmed: 'The server said nothing of it',
  andMore_one: 'and {{count, number}} more',
  andMore_other: 'and {{count, number}} more',
  goOn: 'Go on deleting',
  countAgain: 'Count again',
  deletedWith_one: 'Deleted {{name}} with {{count, number}} version',
  deletedWith_other: 'Deleted {{name}} with {{count, number}} versions',
} as const;
