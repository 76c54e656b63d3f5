/** Texts of files, notices, the start of the process and its limits. */
import { catalogue } from './i18n/catalogue.ts';

export const servicesMessages = catalogue(
  {
    'refusal.http.too_many_requests': '操作太频繁，请 {{seconds}} 秒后再试。',
    'refusal.http.not_text': '内容里有无法保存的控制字符。',
    'refusal.file.empty': '文件是空的。',
    'refusal.file.too_large': '文件超过 {{megabytes}} MB，未接收。',
    'remedy.file.too_large': '请压缩图片或拆分文件后再上传。',
    'refusal.file.type_not_kept': '不接收这种文件。',
    'remedy.file.type_not_kept':
      '可以上传照片（JPG、PNG、WebP）、PDF、Word（.docx）、Excel（.xlsx）和文本（.txt）；旧格式请先另存为新格式。',
    'audit.files.attached': '上传附件',
    'audit.files.removed': '移除附件',
    'notice.mail.one': '【基石】{{title}}',
    'notice.mail.many': '【基石】有 {{count}} 条新通知',
    'notice.mail.foot': '详细内容请登录后查看。本邮件由系统发出，请勿回复。',
    'notices.title': '通知',
    'notices.unread': '{{count}} 条未读',
    'notices.none': '还没有通知。',
    'notices.read_all': '全部标为已读',
    'notices.new': '未读',
    'notices.mail_failed': '邮件没有送达',
    'notices.mail_sent': '已发邮件',
    'refusal.config.port': '端口“{{value}}”不对，请把 PORT 设为 0 到 65535 之间的数字。',
    'refusal.config.port_busy':
      '端口 {{port}} 已被占用，请先停止占用它的程序，或用 PORT={{other}} 换一个端口启动。',
    'refusal.config.port_closed': '没有权限使用端口 {{port}}，请用 PORT=8080 这样大于 1023 的端口启动。',
    'refusal.config.host': '本机没有地址“{{host}}”，请更正 HOST。',
    'refusal.config.url': 'JISHI_URL“{{value}}”不是 http:// 或 https:// 开头的地址。',
    'refusal.config.smtp': 'JISHI_SMTP 不对，应当像 smtp://用户:密码@主机:端口。',
    'refusal.config.log_level': 'JISHI_LOG“{{value}}”不对，可以是：{{levels}}。',
    'refusal.config.quiet_hours': 'JISHI_QUIET_HOURS“{{value}}”不对，应当像 21-7。',
    'refusal.config.option': '不认识“{{value}}”，请用 ./start --help 查看用法。',
    'refusal.config.database_url_options': 'DATABASE_URL 里不能带 options，请去掉这个参数。',
    'refusal.config.database_url': 'DATABASE_URL 不对，应当像 postgres://用户:密码@主机:端口/数据库。',
    'refusal.config.database_unreachable':
      '连不上 DATABASE_URL 指定的数据库 {{where}}（{{error}}），请检查地址、密码和数据库是否已启动。',
    'refusal.config.database_too_old': '数据库是 PostgreSQL {{version}}，需要 18 或更新的版本。',
    'refusal.config.database_encoding': '数据库的编码是 {{encoding}}，需要 UTF8，请重新建立数据库。',
    'refusal.config.database_rights':
      '数据库用户没有足够的权限（{{error}}），请用数据库的所有者，并允许它建立角色（CREATEROLE）。',
    'refusal.config.folder':
      '数据文件夹 {{folder}} 不能写入（{{error}}），请更改其权限，或用 JISHI_DATA 指定另一个文件夹。',
    'console.usage':
      '用法：./start [--empty]\n\n  --empty   不填演示数据，显示首位管理员的设立码\n  --help    显示本说明\n\n环境变量：PORT（8080）、HOST（127.0.0.1）、JISHI_DATA（数据文件夹）、DATABASE_URL、JISHI_URL（对外地址）、\nJISHI_BEHIND_PROXY=1、JISHI_SMTP、JISHI_MAIL_FROM、JISHI_QUIET_HOURS（21-7）、JISHI_METRICS_TOKEN、JISHI_LOG。',
    'console.starting': '基石正在启动…',
    'console.migrated': '数据库已升级：{{count}} 步。',
    'console.ready': '基石已启动（{{seconds}} 秒）：{{url}}',
    'console.data': '数据在 {{folder}}，日志在 {{log}}',
    'console.filling': '首次启动：正在建立演示镇…',
    'console.sign_ins': '演示账号（一次性密码，只显示这一次，首次登录须修改）：',
    'console.set_up':
      '还没有账号。请在 {{url}} 用设立码 {{code}} 建立首位管理员（24 小时内有效，只显示这一次）。',
    'console.stop_hint': '按 Ctrl-C 停止。',
    'console.stopping': '正在停止，请稍候…',
    'console.stopped': '已停止。',
    'console.open_to_all':
      '注意：HOST={{host}} 使其他机器也能访问，而连接没有加密。请在前面放置启用 TLS 的代理，并设置 JISHI_URL 和 JISHI_BEHIND_PROXY=1。',
    'console.not_built': '提示：工作界面尚未构建，请执行 npm run build。',
    'console.bug': '启动失败：{{error}}',
  },
  {
    'refusal.http.too_many_requests': 'Too many requests; please try again in {{seconds}} seconds.',
    'refusal.http.not_text': 'The text contains control characters that cannot be kept.',
    'refusal.file.empty': 'The file is empty.',
    'refusal.file.too_large': 'The file is larger than {{megabytes}} MB and was not received.',
    'remedy.file.too_large': 'Make the picture smaller or split the file, then upload again.',
    'refusal.file.type_not_kept': 'Files of this kind are not kept.',
    'remedy.file.type_not_kept':
      'Photos (JPG, PNG, WebP), PDF, Word (.docx), Excel (.xlsx) and text (.txt) can be uploaded; save older formats as the new ones first.',
    'audit.files.attached': 'file attached',
    'audit.files.removed': 'file removed',
    'notice.mail.one': '[Jishi] {{title}}',
    'notice.mail.many': '[Jishi] {{count}} new notices',
    'notice.mail.foot': 'Please sign in for the details. This mail was sent by the system; do not reply.',
    'notices.title': 'Notices',
    'notices.unread': '{{count}} unread',
    'notices.none': 'No notices yet.',
    'notices.read_all': 'Mark all as read',
    'notices.new': 'Unread',
    'notices.mail_failed': 'The mail was not delivered',
    'notices.mail_sent': 'Mailed',
    'refusal.config.port': 'The port “{{value}}” cannot be meant: set PORT to a number from 0 to 65535.',
    'refusal.config.port_busy':
      'Port {{port}} is in use: stop the program that uses it, or start with PORT={{other}} on another one.',
    'refusal.config.port_closed':
      'Port {{port}} is not permitted here: start with one above 1023, such as PORT=8080.',
    'refusal.config.host': 'This machine has no address “{{host}}”: correct HOST.',
    'refusal.config.url': 'JISHI_URL “{{value}}” is not an address that begins with http:// or https://.',
    'refusal.config.smtp': 'JISHI_SMTP cannot be meant: it looks like smtp://user:password@host:port.',
    'refusal.config.log_level': 'JISHI_LOG “{{value}}” cannot be meant: it is one of {{levels}}.',
    'refusal.config.quiet_hours': 'JISHI_QUIET_HOURS “{{value}}” cannot be meant: it looks like 21-7.',
    'refusal.config.option': '“{{value}}” is unknown: see ./start --help.',
    'refusal.config.database_url_options': 'DATABASE_URL must not carry “options”; take that parameter out.',
    'refusal.config.database_url':
      'DATABASE_URL cannot be meant: it looks like postgres://user:password@host:port/database.',
    'refusal.config.database_unreachable':
      'The database {{where}} named by DATABASE_URL cannot be reached ({{error}}): check address and password, and whether it runs.',
    'refusal.config.database_too_old': 'The database is PostgreSQL {{version}}; 18 or newer is needed.',
    'refusal.config.database_encoding':
      'The encoding of the database is {{encoding}}; make it anew with UTF8.',
    'refusal.config.database_rights':
      'The database user may not do enough ({{error}}): use the owner of the database and let it create roles (CREATEROLE).',
    'refusal.config.folder':
      'The data folder {{folder}} cannot be written ({{error}}): change its permissions or name another with JISHI_DATA.',
    'console.usage':
      'Usage: ./start [--empty]\n\n  --empty   no demonstration data; shows the set-up code of the first administrator\n  --help    shows this text\n\nEnvironment: PORT (8080), HOST (127.0.0.1), JISHI_DATA (data folder), DATABASE_URL, JISHI_URL (public address),\nJISHI_BEHIND_PROXY=1, JISHI_SMTP, JISHI_MAIL_FROM, JISHI_QUIET_HOURS (21-7), JISHI_METRICS_TOKEN, JISHI_LOG.',
    'console.starting': 'Jishi is starting…',
    'console.migrated': 'Database upgraded: {{count}} steps.',
    'console.ready': 'Jishi is up ({{seconds}} s): {{url}}',
    'console.data': 'Data in {{folder}}, log in {{log}}',
    'console.set_up':
      'There is no account yet: set up the first administrators at {{url}} with the code {{code}} (good for 24 hours, shown this once).',
    'console.filling': 'First start: making the demonstration town…',
    'console.sign_ins':
      'Demonstration accounts (one-time passwords, shown this once; to be changed at the first sign-in):',
    'console.stop_hint': 'Ctrl-C stops it.',
    'console.stopping': 'Stopping, a moment please…',
    'console.stopped': 'Stopped.',
    'console.open_to_all':
      'Mind: HOST={{host}} lets other machines in, and the connection is not encrypted. Put a proxy with TLS in front, and set JISHI_URL and JISHI_BEHIND_PROXY=1.',
    'console.not_built': 'Note: the staff app is not built yet; run npm run build.',
    'console.bug': 'Could not start: {{error}}',
  },
);
