/** EV7: promotion. 7001 to 7019 refuse (exit code 1; a bad key, EV7017, is wrong input: 2), 7020 to 7029 are about the store (3). */
import type { ErrorCode } from './error_code.ts';

export const promotionCodes = {
  EV7001: {
    title: 'the verdict is not go',
    cause: 'A blocking criterion failed or lacks evidence (no-go), or nothing trustworthy was measured (void).',
    cure: 'Read the report. A no-go can be forced with --force and --reason, which marks the version for ever; a void cannot.',
  },
  EV7002: {
    title: 'the decision is not what table and policy give',
    cause: 'decision.json or metrics.json was edited, or they were made from another table, another policy or by another version of these rules.',
    cure: 'Build table and decision again; edit none of their parts.',
  },
  EV7003: {
    title: 'the checkpoint or the backend is not the one that was judged',
    cause: 'The promotion was given another model than the one whose predictions were measured, or kind or configuration of its backend changed.',
    cure: 'Promote the candidate as it was evaluated, or evaluate it again as it shall be promoted.',
  },
  EV7004: {
    title: 'the files of a checkpoint are not what its manifest says',
    cause: 'A model file changed after it was checked, one is missing or left over, or checkpoint.json was edited.',
    cure: 'Build the checkpoint again from the pinned files.',
  },
  EV7005: {
    title: 'there is no checkpoint to promote',
    cause: 'The candidate is a file of predictions, a program or a set of folds: no model_checkpoint belongs to the verdict.',
    cure: 'Evaluate one checkpoint as the candidate; the others can be judged and not promoted.',
  },
  EV7006: {
    title: 'the criteria are not those that were measured and decided by',
    cause: 'The criteria changed after the table or the decision was made, or policy.json or measurement.json was edited.',
    cure: 'Build table and decision again with the criteria that count now.',
  },
  EV7009: {
    title: 'a corpus is not the one that was measured on',
    cause: 'The dataset changed after the evaluation, or a corpus is missing or left over.',
    cure: 'Evaluate again on the corpora of today.',
  },
  EV7011: {
    title: 'the table was measured by other tools',
    cause: 'A program or a metric has another version now than when the table was made.',
    cure: 'Build the table again with one version of rules_model_eval.',
  },
  EV7013: {
    title: 'the candidate is its own baseline',
    cause: 'Candidate and baseline have one digest: a comparison with itself finds no regression, whatever the model does.',
    cure: 'Compare with the version in service.',
  },
  EV7014: {
    title: 'the baseline is not the version in service',
    cause: 'Something else was promoted since the evaluation, or the evaluation compares with another model, or with none.',
    cure: 'Evaluate against the version in service, or say with --allow-other-baseline why another comparison is enough.',
  },
  EV7015: {
    title: 'the channel does not have the expected version',
    cause: 'Somebody else moved the channel since --expect-current was read.',
    cure: 'Look at the status and decide again.',
  },
  EV7016: {
    title: 'a rollback to a version that was never in service',
    cause: 'The version is misspelt, or was promoted to another channel only.',
    cure: 'Choose a version that the status of this channel lists, or promote the wanted one.',
  },
  EV7017: {
    title: 'a key that cannot be used',
    cause: 'The file is no PEM, holds another kind of key than Ed25519, or a public key where a private one is needed.',
    cure: 'Make one with: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem.',
  },
  EV7018: {
    title: 'a version is not signed by a trusted key',
    cause: 'It was promoted without --key, or with a key that is not among those given.',
    cure: 'Give its public key if it is trusted; else promote the checkpoint again with a trusted key.',
  },
  EV7019: {
    title: 'the criteria were not registered before the result',
    cause: 'The channel had no criteria, or others, when the numbers of the candidate were first known.',
    cure: 'Register the criteria first (register --policy …), and judge a candidate on data that it was not measured on before.',
  },
  EV7020: {
    title: 'a folder that is not a promotion store',
    cause: 'The path is wrong, the folder holds other files, or the store was made by another version of these rules.',
    cure: 'Correct --store. A promotion makes a new store in an empty folder or where there is none.',
  },
  EV7021: {
    title: 'the store is locked',
    cause: 'Another promotion or rollback is running, or one was lost on another machine.',
    cure: 'Wait for it. Only if that process is gone for certain: delete the folder `lock` of the store.',
  },
  EV7022: {
    title: 'the audit trail is broken',
    cause: 'A line of audit.ndjson was edited, removed, inserted or cut short.',
    cure: 'Restore the store from a copy; nothing is promoted on a trail that cannot be believed.',
  },
  EV7023: {
    title: 'a version is not what its statement says',
    cause: 'A file of the version was edited, removed or added after its promotion.',
    cure: 'Restore the folder of the version from a copy.',
  },
  EV7024: {
    title: 'a channel and the audit trail disagree',
    cause: 'The pointer was edited or removed by hand, or belongs to another state of the store than the trail.',
    cure: 'Restore the store from a copy; move channels only by promotion and rollback.',
  },
  EV7025: {
    title: 'a signature does not fit',
    cause: 'The envelope was edited, removed, or made for another statement.',
    cure: 'Restore the folder of the version from a copy.',
  },
  EV7026: {
    title: 'an unfinished promotion cannot be completed',
    cause: 'intent.json was edited, or the audit trail was changed after a promotion was interrupted.',
    cure: 'Restore the store from a copy.',
  },
  EV7027: {
    title: 'the store cannot be read or written',
    cause: 'The disk is full or read-only, or permissions do not allow it.',
    cure: 'Correct that and run the same command again: what was begun is completed or undone.',
  },
  EV7028: {
    title: 'a promotion was interrupted',
    cause: 'A process stopped in the middle. Channels show the state before or after it, never a mixture.',
    cure: 'Run the same promotion or rollback again: it completes or undoes what was begun.',
  },
  EV7029: {
    title: 'a file that does not belong into the store',
    cause: 'It was put there by hand, or by another program.',
    cure: 'Remove it.',
  },
  EV7030: {
    title: 'a list of approvers that cannot be read',
    cause: 'The file is no YAML of the form that docs/promotion.md describes, names a person or a key twice, or demands more people than it has.',
    cure: 'Correct the place named.',
  },
  EV7031: {
    title: 'people of the list have not agreed',
    cause: 'The channel has a list of approvers, and the actor, or enough others of the list, did not sign this very move.',
    cure: 'Run the command with --key of the actor; let another person of the list run `approve`, and hand its file over with --approval.',
  },
  EV7032: {
    title: 'an approval that is not by a person of the list',
    cause:
      'Its key is not in the list of the channel, its signature is not of the key that it names, or it speaks for somebody else; or the channel has no list.',
    cure: 'Approve with the own key, under the name that the list has for it; register the list with `register --approvers`.',
  },
  EV7033: {
    title: 'an approval of something else',
    cause: 'Another version, decision, checkpoint, channel or version in service was approved than the one that shall move now.',
    cure: 'Approve again what shall be promoted, from the same build.',
  },
  EV7034: {
    title: 'an approval or a key has expired',
    cause: 'The time that the approval or the list of approvers names is over.',
    cure: 'Approve again; register a list with a newer key.',
  },
  EV7035: {
    title: 'one person approved twice',
    cause: 'Two approvals are of one key. A second signature of a person is no second person.',
    cure: 'Let another person of the list approve.',
  },
} as const satisfies Record<string, ErrorCode>;
