/** Texts of `jishi verify disclosure`. */
import { catalogue } from '../kernel/i18n/catalogue.ts';

export const disclosureCliMessages = catalogue(
  {
    'cli.verify.help_disclosure': `
或：./jishi verify disclosure [--export 文件 | --proof 文件] [--checkpoint 文件] [--json]

核对公开日志：不给文件时核对本镇数据库；给了文件就不需要服务器，也不联网。

  --export        从公开站点“存证”页下载的全部日志
  --proof         从某条公开页面下载的核对文件：内容是不是当时公布的内容
  --checkpoint    纸上抄存的检查点（三行）存成的文件，可以发现另起一份的日志`,
    'cli.verify.log_whole': '公开日志完好：{{size}} 条。',
    'cli.verify.log_changed': '公开日志第 {{n}} 条（{{notice}}）被改动、删去或调换。',
    'cli.verify.log_gap': '公开日志第 {{n}} 条（{{notice}}）的位置不对：有记录被删去或调换。',
    'cli.verify.log_size': '公开日志的条数与所说的不符，只读到第 {{n}} 条。',
    'cli.verify.log_head': '公开日志末尾（第 {{n}} 条）与所说的根值不符。',
    'cli.verify.log_fork': '与抄存的检查点（{{n}} 条）不符：日志被截短，或者另起了一份。',
    'cli.verify.log_not_included': '第 {{n}} 条（{{notice}}）不在日志里。',
    'cli.verify.log_content': '{{notice}} 的内容不是当时公布的内容（日志第 {{n}} 条）。',
    'cli.verify.log_unreadable': '文件无法读取：{{reason}}',
  },
  {
    'cli.verify.help_disclosure': `
Or: ./jishi verify disclosure [--export FILE | --proof FILE] [--checkpoint FILE] [--json]

Checks the public log: that of the town's own database, or, given a file, without server and network.

  --export        the whole log, downloaded from the page “Log” of the public site
  --proof         the proof downloaded from a notice: is the text the one that was published
  --checkpoint    a file with the three lines kept on paper; shows a log that was begun anew`,
    'cli.verify.log_whole': 'The public log is whole: {{size}} entries.',
    'cli.verify.log_changed': 'Entry {{n}} ({{notice}}) of the public log was changed, removed or moved.',
    'cli.verify.log_gap':
      'Entry {{n}} ({{notice}}) stands in the wrong place: an entry was removed or moved.',
    'cli.verify.log_size': 'The log has not as many entries as it says; it ends at {{n}}.',
    'cli.verify.log_head': 'The end of the log (entry {{n}}) does not give the root that it says.',
    'cli.verify.log_fork':
      'It does not fit the kept checkpoint ({{n}} entries): the log was cut off or begun anew.',
    'cli.verify.log_not_included': 'Entry {{n}} ({{notice}}) is not in the log.',
    'cli.verify.log_content': 'The text of {{notice}} is not the one that was published (entry {{n}}).',
    'cli.verify.log_unreadable': 'The file cannot be read: {{reason}}',
  },
);
