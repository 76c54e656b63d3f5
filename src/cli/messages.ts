/** Texts of `jishi` itself and of `jishi policy`. */

import { catalogue } from '../kernel/i18n/catalogue.ts';

export const cliMessages = catalogue(
  {
    'cli.help': `用法：./jishi 命令 [参数]

  policy read 文件     读政策文件：章、条、制度
  roster check 文件    核对党员花名册
  user add 用户名      新建账号（reset 重发密码，unlock 解锁）
  verify               核对审计日志是否被改动
  backup [文件]        备份数据库、附件和密钥，服务照常运行
  restore 文件         从备份恢复
  demo reset           清空示范镇

各命令加 --help 看说明。`,
    'cli.unknown_command': '没有命令“{{command}}”。',
    'cli.policy.help': `用法：./jishi policy read 文件 [--json [--full]]

读取 .txt（UTF-8、GB18030）或 .docx 政策文件，列出章、条和其中点名的制度，不需要启动服务，不写入任何内容。

  --json    以 JSON 输出 { number, issuer, title, date, recipients, copiesTo, chapters, unplaced }
  --full    与 --json 合用：另含导语、主题词、印发栏、分项、数字、格式问题和每个字的位置
  --help    显示本说明

退出码：0 已读取，1 文件无法读取，2 用法不对。`,
    'cli.no_file': '打不开文件 {{file}}（{{reason}}）。',
    'cli.policy.number': '字号　　',
    'cli.policy.title': '标题　　',
    'cli.policy.issuer': '发文机关',
    'cli.policy.date': '成文日期',
    'cli.policy.recipients': '主送　　',
    'cli.policy.copies_to': '抄送　　',
    'cli.policy.subject_words': '主题词　',
    'cli.policy.print_line': '印发　　',
    'cli.policy.none': '（无）',
    'cli.policy.counts':
      '{{chapters}} 章 {{articles}} 条，点名制度 {{institutions}} 项，待核对数字 {{quantities}} 处',
    'cli.policy.chapter': '第 {{number}} 部分　{{title}}',
    'cli.policy.untitled': '（无标题）',
    'cli.policy.narrative': '倡导性要求，无可计数的制度',
    'cli.policy.institutions': '制度：',
    'cli.policy.quantities': '数字：',
    'cli.policy.unplaced': '没有归位的文字（{{count}} 行）：',
    'cli.policy.line': '第 {{line}} 行',
    'cli.policy.all_placed': '全部文字都已归位。',
    'cli.policy.faults': '格式问题：',
  },
  {
    'cli.help': `Usage: ./jishi COMMAND [arguments]

  policy read FILE     reads a policy document: chapters, articles, institutions
  roster check FILE    checks a roster of Party members
  user add USERNAME    creates an account (reset: new password; unlock)
  verify               tells whether the audit log was changed
  backup [FILE]        backs up database, files and key while the server runs
  restore FILE         restores a backup
  demo reset           empties the demo town

Each command explains itself with --help.`,
    'cli.unknown_command': 'There is no command “{{command}}”.',
    'cli.policy.help': `Usage: ./jishi policy read FILE [--json [--full]]

Reads a policy document (.txt in UTF-8 or GB18030, or .docx) and lists its chapters and articles with the institutions
that they name. Needs no server and writes nothing.

  --json    prints JSON { number, issuer, title, date, recipients, copiesTo, chapters, unplaced }
  --full    with --json: also preamble, subject words, print line, sub-levels, numbers, faults and each character's place
  --help    shows this text

Exit status: 0 the file was read; 1 it cannot be read; 2 wrong usage.`,
    'cli.no_file': 'Cannot open {{file}} ({{reason}}).',
    'cli.policy.number': 'Number:       ',
    'cli.policy.title': 'Title:        ',
    'cli.policy.issuer': 'Issuer:       ',
    'cli.policy.date': 'Date:         ',
    'cli.policy.recipients': 'To:           ',
    'cli.policy.copies_to': 'Copies to:    ',
    'cli.policy.subject_words': 'Subject words:',
    'cli.policy.print_line': 'Printed:      ',
    'cli.policy.none': '(none)',
    'cli.policy.counts':
      '{{chapters}} chapters, {{articles}} articles, {{institutions}} institutions named, {{quantities}} numbers to confirm',
    'cli.policy.chapter': 'Part {{number}}  {{title}}',
    'cli.policy.untitled': '(no heading)',
    'cli.policy.narrative': 'exhortation, no institution to count',
    'cli.policy.institutions': 'Institutions: ',
    'cli.policy.quantities': 'Numbers: ',
    'cli.policy.unplaced': 'Text without a place ({{count}} lines):',
    'cli.policy.line': 'line {{line}}',
    'cli.policy.all_placed': 'Every character has its place.',
    'cli.policy.faults': 'Faults of form:',
  },
);
