/** Texts of `jishi user` and `jishi verify`. */
import { catalogue } from '../kernel/i18n/catalogue.ts';

export const accountCliMessages = catalogue(
  {
    'cli.user.help': `用法：./jishi user add 用户名 [--name 姓名] [--role 岗位 [--at 组织编码]]
　　　./jishi user reset 用户名
　　　./jishi user unlock 用户名

在机器上管理账号，用于第一个账号和无人能登录的时候；每一次都记入审计日志。

  add       新建账号，显示一次性密码（七天内有效，登录后须修改）
  reset     重新发放一次性密码，结束该账号的登录
  unlock    解除输错密码造成的锁定
  --role    岗位，例如 town_secretary、system_administrator、village_secretary
  --at      组织编码；不写则为能设该岗位的最上级组织
  --help    显示本说明

数据位置由 JISHI_DATA 或 DATABASE_URL 指定。退出码：0 已办，1 被拒绝，2 用法不对。`,
    'cli.user.handed_out': '用户名　　　{{username}}\n一次性密码　{{password}}',
    'cli.user.unlocked': '已解锁：{{username}}',
    'cli.verify.help': `用法：./jishi verify [audit] [--checkpoint 次数:根] [--json]

重新计算审计日志的每一条和每一次封存，指出第一处不符。

  --checkpoint    与纸上抄存的封存行核对，可以发现整段删去后重新封存
  --json          以 JSON 输出 { events, unsealed, seals, broken, checkpoint }
  --help          显示本说明

退出码：0 完好，1 有不符或无法读取，2 用法不对。`,
    'cli.verify.whole': '审计日志完好：{{events}} 条，{{seals}} 次封存，{{unsealed}} 条待封存。',
    'cli.verify.checkpoint': '抄存这一行：{{line}}',
    'cli.verify.changed': '审计日志被改动：记录 {{event}}（第 {{seal}} 次封存）的内容与当时不符。',
    'cli.verify.batch_differs': '审计日志被改动：第 {{seal}} 次封存里有记录增减或调换。',
    'cli.verify.chain_broken': '审计日志被改动：第 {{seal}} 次封存与前面的封存接不上。',
    'cli.verify.seal_missing': '审计日志被改动：缺第 {{seal}} 次封存。',
    'cli.verify.checkpoint_differs': '审计日志与纸上抄存的第 {{seal}} 次封存不符。',
    'cli.verify.unknown_seal': '审计日志里没有纸上抄存的第 {{seal}} 次封存：后面的部分被删去了。',
  },
  {
    'cli.user.help': `Usage: ./jishi user add USERNAME [--name NAME] [--role ROLE [--at CODE]]
       ./jishi user reset USERNAME
       ./jishi user unlock USERNAME

Keeps accounts at the machine itself, for the first one and for when nobody can sign in; each act is recorded.

  add       a new account and its one-time password (good for seven days, to be changed at sign-in)
  reset     a new one-time password; the account's sessions end
  unlock    opens an account that wrong tries locked
  --role    such as town_secretary, system_administrator, village_secretary
  --at      the organization's code; without it, the topmost one at which the role may be held
  --help    this text

JISHI_DATA or DATABASE_URL say where the town is. Exit status: 0 done, 1 refused, 2 wrong usage.`,
    'cli.user.handed_out': 'User name          {{username}}\nOne-time password  {{password}}',
    'cli.user.unlocked': 'Unlocked: {{username}}',
    'cli.verify.help': `Usage: ./jishi verify [audit] [--checkpoint NO:ROOT] [--json]

Computes every row and every seal of the audit log anew and names the first that differs.

  --checkpoint    compares with a line kept on paper; shows a log that was cut off and sealed anew
  --json          prints { events, unsealed, seals, broken, checkpoint }
  --help          this text

Exit status: 0 whole, 1 something differs or cannot be read, 2 wrong usage.`,
    'cli.verify.whole':
      'The audit log is whole: {{events}} events, {{seals}} seals, {{unsealed}} not yet sealed.',
    'cli.verify.checkpoint': 'Keep this line: {{line}}',
    'cli.verify.changed': 'The audit log was changed: row {{event}} (seal {{seal}}) is not what was written.',
    'cli.verify.batch_differs':
      'The audit log was changed: rows were added to, taken from or swapped in seal {{seal}}.',
    'cli.verify.chain_broken':
      'The audit log was changed: seal {{seal}} does not follow from those before it.',
    'cli.verify.seal_missing': 'The audit log was changed: seal {{seal}} is missing.',
    'cli.verify.checkpoint_differs': 'The audit log is not the one of the line on paper for seal {{seal}}.',
    'cli.verify.unknown_seal': 'Seal {{seal}} of the line on paper is gone: the log was cut off.',
  },
);
