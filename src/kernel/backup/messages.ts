/** What backup and restore refuse, one sentence each, with what to do. */
import { catalogue } from '../i18n/catalogue.ts';

export const backupMessages = catalogue(
  {
    'refusal.backup.target_exists': '文件 {{file}} 已经存在，备份不会覆盖它，请换一个文件名。',
    'refusal.backup.target_unwritable': '不能写入 {{file}}（{{error}}），请检查文件夹和权限。',
    'refusal.backup.no_town': '这个数据库里没有基石的数据，没有可备份的内容。',
    'refusal.backup.no_key':
      '读不到密钥文件 {{file}}（{{error}}），请检查 JISHI_DATA，或加 --without-key 另行保存密钥。',
    'refusal.backup.file_damaged': '附件 {{sha256}} 的内容与登记的不符，磁盘可能损坏，请先检查磁盘。',
    'refusal.backup.unreadable': '读不到备份文件 {{file}}（{{error}}）。',
    'refusal.backup.not_a_backup': '{{file}} 不是基石的备份文件。',
    'refusal.backup.cut_off':
      '备份文件不完整，在 {{part}} 之后中断，请重新复制或换用另一份备份，没有写入任何内容。',
    'refusal.backup.damaged': '备份文件已损坏或被改动：{{part}}，请换用另一份备份，没有写入任何内容。',
    'refusal.backup.damaged_after': '备份文件在 {{part}} 之后损坏，请换用另一份备份，没有写入任何内容。',
    'refusal.backup.part_missing': '备份文件缺少 {{part}}，请换用另一份备份，没有写入任何内容。',
    'refusal.backup.newer_format': '这份备份的格式（{{format}}）比本程序新，请用制作它的程序版本恢复。',
    'refusal.backup.newer_program':
      '这份备份出自另一版本的程序（本程序没有 {{name}}，或内容不同），请用制作它的版本或更新的版本恢复。',
    'refusal.backup.in_use': '数据库正在使用，请先停止服务和其他命令再恢复。',
    'refusal.backup.target_full':
      '数据库里已有数据，没有写入任何内容；确要以备份替换现有数据，请加 --replace。',
    'refusal.backup.other_key':
      '{{file}} 是另一个密钥，没有写入任何内容；确要替换请加 --replace，原密钥会另存。',
  },
  {
    'refusal.backup.target_exists': 'The file {{file}} exists already and is not written over: name another.',
    'refusal.backup.target_unwritable':
      '{{file}} cannot be written ({{error}}): check the folder and its permissions.',
    'refusal.backup.no_town': 'This database holds no data of Jishi, so there is nothing to back up.',
    'refusal.backup.no_key':
      'The key file {{file}} cannot be read ({{error}}): check JISHI_DATA, or add --without-key and keep the key elsewhere.',
    'refusal.backup.file_damaged':
      'The content of the file {{sha256}} is not what was stored; the disk may be failing: check it first.',
    'refusal.backup.unreadable': 'The backup {{file}} cannot be read ({{error}}).',
    'refusal.backup.not_a_backup': '{{file}} is not a backup of Jishi.',
    'refusal.backup.cut_off':
      'The backup is cut off after {{part}}: copy it again or take another one. Nothing was written.',
    'refusal.backup.damaged':
      'The backup is damaged or was changed: {{part}}. Take another one. Nothing was written.',
    'refusal.backup.damaged_after':
      'The backup is damaged after {{part}}: take another one. Nothing was written.',
    'refusal.backup.part_missing': 'The backup lacks {{part}}: take another one. Nothing was written.',
    'refusal.backup.newer_format':
      'The format of this backup ({{format}}) is newer than this program: restore it with the program that made it.',
    'refusal.backup.newer_program':
      'The backup comes from another version of the program ({{name}} is missing or different here): restore it with that version or a later one.',
    'refusal.backup.in_use': 'The database is in use: stop the server and other commands first.',
    'refusal.backup.target_full':
      'The database holds data already. Nothing was written; add --replace to put the backup in its place.',
    'refusal.backup.other_key':
      '{{file}} holds another key. Nothing was written; add --replace to replace it, the present one is kept aside.',
  },
);
