/** Texts of `jishi roster`. */

import { catalogue } from '../kernel/i18n/catalogue.ts';

export const rosterCliMessages = catalogue(
  {
    'cli.roster.help': `用法：jishi roster check 文件 [选项]

核对党员花名册（.xlsx 或 .csv），逐行说明有无问题，不需要启动服务，不写入任何内容。

  --json        以 JSON 输出 { columns, rows: [{ line, serial, verdict, problems }] }
  --all         连同已整理的内容一起逐行列出
  --show-ids    完整显示身份证号（默认只显示末四位）
  --lang 语言   zh-CN 或 en（默认随终端的语言）
  --help        显示本说明

退出码：0 已读取（不论有无问题），1 文件无法读取，2 用法不对。
支部名称只有在系统里导入时才核对。`,
    'cli.roster.sheet': '工作表“{{sheet}}”，表头在第 {{headerLine}} 行，共 {{rows}} 行党员。',
    'cli.roster.other_sheets': '未读取的其他工作表：{{sheets}}',
    'cli.roster.unknown_columns': '不认识的列（未读取）：{{columns}}',
    'cli.roster.lines_title': '逐行：',
    'cli.roster.place': '第 {{line}} 行（序号 {{serial}}）',
    'cli.roster.severity.wrong': '有误',
    'cli.roster.severity.duplicate': '重复',
    'cli.roster.severity.warning': '请核对',
    'cli.roster.severity.repaired': '已整理',
    'cli.roster.progress': '已读 {{done}} / {{estimated}} 行',
    'cli.roster.no_file': '打不开文件 {{file}}（{{reason}}）。',
  },
  {
    'cli.roster.help': `Usage: jishi roster check FILE [options]

Checks a roster of members (.xlsx or .csv) line by line. Needs no server and writes nothing.

  --json        prints JSON { columns, rows: [{ line, serial, verdict, problems }] }
  --all         lists what was repaired too
  --show-ids    shows whole identity numbers (only the last four characters otherwise)
  --lang LANG   zh-CN or en (default: the terminal's language)
  --help        shows this text

Exit status: 0 the file was read, whatever was found; 1 it cannot be read; 2 wrong usage.
Names of branches are judged only when importing into a town.`,
    'cli.roster.sheet': 'Sheet “{{sheet}}”, header in line {{headerLine}}, {{rows}} members.',
    'cli.roster.other_sheets': 'Other sheets, not read: {{sheets}}',
    'cli.roster.unknown_columns': 'Unknown columns, not read: {{columns}}',
    'cli.roster.lines_title': 'Line by line:',
    'cli.roster.place': 'Line {{line}} (no. {{serial}})',
    'cli.roster.severity.wrong': 'wrong',
    'cli.roster.severity.duplicate': 'duplicate',
    'cli.roster.severity.warning': 'check',
    'cli.roster.severity.repaired': 'repaired',
    'cli.roster.progress': '{{done}} / {{estimated}} lines read',
    'cli.roster.no_file': 'Cannot open {{file}} ({{reason}}).',
  },
);
