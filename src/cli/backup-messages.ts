/** Texts of `jishi backup`, `jishi restore` and `jishi demo`. */
import { catalogue } from '../kernel/i18n/catalogue.ts';

export const backupCliMessages = catalogue(
  {
    'cli.backup.help': `用法：./jishi backup [文件] [--without-key]

把数据库、附件和密钥备份成一个文件，服务可以照常运行。不写文件名时在当前文件夹按时间命名。

  --without-key    不含密钥；身份证号等加密内容只有配上原密钥文件才能读出
  --help           显示本说明

含密钥的备份文件等同于全部数据，只有本人可读（权限 0600），请放在上锁的地方。
数据位置由 JISHI_DATA 或 DATABASE_URL 指定。退出码：0 已备份，1 未能备份，2 用法不对。`,
    'cli.backup.progress': '已备份 {{tables}}/{{ofTables}} 张表、{{files}} 个附件',
    'cli.backup.done':
      '备份完成：{{file}}（{{tables}} 张表，{{rows}} 行，{{files}} 个附件，{{megabytes}} MB）',
    'cli.backup.holds_key': '文件里有密钥，谁拿到它就能读出全部数据，请妥善保管。',
    'cli.backup.keyless': '文件里没有密钥，请另行保存 {{file}}，否则加密内容无法恢复。',
    'cli.backup.missing_files': '注意：有 {{count}} 个附件在登记中而不在附件文件夹里。',
    'cli.restore.help': `用法：./jishi restore 文件 [--replace] [--check]

从备份文件恢复。先核对整个文件，再一次性写入；中途失败则一切照旧。恢复前请停止服务。

  --replace    以备份替换现有数据（原密钥会另存）
  --check      只核对备份文件，不写入
  --help       显示本说明

数据位置由 JISHI_DATA 或 DATABASE_URL 指定。退出码：0 已恢复，1 未能恢复，2 用法不对。`,
    'cli.restore.verified': '备份文件完好，正在恢复…',
    'cli.restore.sound':
      '备份文件完好：{{createdAt}} 制作，{{tables}} 张表，{{rows}} 行，{{files}} 个附件，{{key}}。',
    'cli.restore.with_key': '含密钥',
    'cli.restore.without_key': '不含密钥',
    'cli.restore.progress': '已恢复 {{parts}}/{{ofParts}} 部分',
    'cli.restore.done':
      '已恢复 {{createdAt}} 的备份：{{tables}} 张表，{{rows}} 行，{{files}} 个附件。现在可以启动服务。',
    'cli.restore.migrated': '数据库已从备份的版本升级到本版本（{{count}} 项）。',
    'cli.restore.key_absent':
      '备份里没有密钥：请把原来的密钥文件放到 {{file}} 再启动，否则加密内容读不出来。',
    'cli.restore.former_key': '原来的密钥另存为 {{file}}',
    'cli.demo.help': `用法：./jishi demo reset [--yes]

清空示范镇，下次 ./start 时重新载入并显示新的一次性密码。不是示范镇的数据库一律拒绝。请先停止服务。

  --yes     不再询问
  --help    显示本说明

数据位置由 JISHI_DATA 或 DATABASE_URL 指定。退出码：0 已清空，1 被拒绝或取消，2 用法不对。`,
    'cli.demo.confirm': '示范镇里的全部数据都会删除。请输入“{{word}}”确认：',
    'cli.demo.word': '清空',
    'cli.demo.cancelled': '没有改动。',
    'cli.demo.done': '示范镇已清空，下次 ./start 时重新载入。',
    'refusal.demo.not_the_demo': '这个数据库不是示范镇，没有改动。',
  },
  {
    'cli.backup.help': `Usage: ./jishi backup [FILE] [--without-key]

Backs up the database, the files and the key into one file, while the server runs. Without FILE it is named by the
time, in the current folder.

  --without-key    leaves the key out; sealed fields such as ID numbers then need the original key file
  --help           shows this text

A backup with the key is worth all the data; only you may read it (mode 0600): keep it locked away.
JISHI_DATA or DATABASE_URL name the data. Exit status: 0 backed up; 1 not; 2 wrong usage.`,
    'cli.backup.progress': '{{tables}} of {{ofTables}} tables, {{files}} files',
    'cli.backup.done':
      'Backed up to {{file}} ({{tables}} tables, {{rows}} rows, {{files}} files, {{megabytes}} MB)',
    'cli.backup.holds_key': 'The file holds the key: whoever has it can read everything. Keep it safe.',
    'cli.backup.keyless': 'The file does not hold the key: keep {{file}} as well, or sealed fields are lost.',
    'cli.backup.missing_files': 'Note: {{count}} files are on record but not in the files folder.',
    'cli.restore.help': `Usage: ./jishi restore FILE [--replace] [--check]

Restores a backup. The whole file is verified first, then written in one transaction; if it fails on the way, all stays
as it was. Stop the server before.

  --replace    puts the backup in the place of the present data (the present key is kept aside)
  --check      verifies the backup and writes nothing
  --help       shows this text

JISHI_DATA or DATABASE_URL name the data. Exit status: 0 restored; 1 not; 2 wrong usage.`,
    'cli.restore.verified': 'The backup is sound; restoring …',
    'cli.restore.sound':
      'The backup is sound: made {{createdAt}}, {{tables}} tables, {{rows}} rows, {{files}} files, {{key}}.',
    'cli.restore.with_key': 'with the key',
    'cli.restore.without_key': 'without the key',
    'cli.restore.progress': '{{parts}} of {{ofParts}} parts restored',
    'cli.restore.done':
      'Restored the backup of {{createdAt}}: {{tables}} tables, {{rows}} rows, {{files}} files. The server may start.',
    'cli.restore.migrated':
      'The database was brought from the version of the backup to this one ({{count}} steps).',
    'cli.restore.key_absent':
      'The backup holds no key: put the original key file at {{file}} before the start, or sealed fields stay sealed.',
    'cli.restore.former_key': 'The former key is kept as {{file}}',
    'cli.demo.help': `Usage: ./jishi demo reset [--yes]

Empties the demo town; the next ./start fills it anew and shows new one-time passwords. A database that is not the demo
is refused. Stop the server before.

  --yes     does not ask
  --help    shows this text

JISHI_DATA or DATABASE_URL name the data. Exit status: 0 emptied; 1 refused or cancelled; 2 wrong usage.`,
    'cli.demo.confirm': 'All data of the demo town will be deleted. Type “{{word}}” to confirm: ',
    'cli.demo.word': 'empty',
    'cli.demo.cancelled': 'Nothing was changed.',
    'cli.demo.done': 'The demo town is empty; the next ./start fills it anew.',
    'refusal.demo.not_the_demo': 'This database is not the demo town. Nothing was changed.',
  },
);
