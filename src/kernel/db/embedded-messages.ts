/** What the embedded database says when it cannot start: one sentence each, with what to change. */
import { catalogue } from '../i18n/catalogue.ts';

export const embeddedMessages = catalogue(
  {
    'refusal.database.folder_unwritable':
      '数据文件夹 {{folder}} 不能写入（{{error}}），请更改其权限，或用 JISHI_DATA 指定另一个文件夹。',
    'refusal.database.folder_of_another':
      '数据文件夹 {{folder}} 属于用户 {{owner}}，请用该用户启动，或用 JISHI_DATA 指定另一个文件夹。',
    'refusal.database.folder_closed':
      '数据库不能以 root 身份运行，而用户 {{owner}} 进不了 {{folder}}，请用 JISHI_DATA 指定一个其他用户可以进入的文件夹。',
    'refusal.database.no_system_user':
      'PostgreSQL 不能以 root 身份运行，而本机无法建立系统用户 jishi（{{error}}），请先执行 useradd --system jishi，或用普通用户启动。',
    'refusal.database.user_without_name':
      '用户编号 {{uid}} 在本机没有名称，内置数据库无法运行，请用有名称的用户启动，或用 DATABASE_URL 指定数据库。',
    'refusal.database.no_programs':
      '本机平台 {{platform}} 没有内置 PostgreSQL，请执行 npm ci，或用 DATABASE_URL 指定 PostgreSQL 18 数据库。',
    'refusal.database.programs_unusable':
      '内置 PostgreSQL 在本机不能运行（{{error}}），请用 DATABASE_URL 指定 PostgreSQL 18 数据库。',
    'refusal.database.no_locale':
      '本机没有 UTF-8 语言环境，中文检索无法工作，请执行 localedef -i C -f UTF-8 C.UTF-8 或安装 locales 软件包。',
    'refusal.database.create_failed': '数据库无法在 {{folder}} 建立：{{error}}',
    'refusal.database.start_failed': '数据库无法启动：{{error}}（日志在 {{log}}）',
    'refusal.database.start_timeout': '数据库在 {{seconds}} 秒内没有准备好，日志在 {{log}}。',
    'refusal.database.no_socket_folder':
      '找不到可以放置数据库套接字的文件夹，请用 TMPDIR 指定一个可以写入的文件夹。',
  },
  {
    'refusal.database.folder_unwritable':
      'The data folder {{folder}} cannot be written ({{error}}): change its permissions or name another with JISHI_DATA.',
    'refusal.database.folder_of_another':
      'The data folder {{folder}} belongs to the user {{owner}}: start as that user or name another folder with JISHI_DATA.',
    'refusal.database.folder_closed':
      'The database cannot run as root and the user {{owner}} may not enter {{folder}}: name a folder that others may enter with JISHI_DATA.',
    'refusal.database.no_system_user':
      'PostgreSQL refuses to run as root and the system user jishi could not be made here ({{error}}): run useradd --system jishi, or start as an ordinary user.',
    'refusal.database.user_without_name':
      'The user id {{uid}} has no name on this machine, which the embedded database needs: start as a named user or set DATABASE_URL.',
    'refusal.database.no_programs':
      'There is no embedded PostgreSQL for {{platform}} here: run npm ci, or set DATABASE_URL to a PostgreSQL 18.',
    'refusal.database.programs_unusable':
      'The embedded PostgreSQL does not run on this machine ({{error}}): set DATABASE_URL to a PostgreSQL 18.',
    'refusal.database.no_locale':
      'This machine has no UTF-8 locale, without which Chinese cannot be searched: run localedef -i C -f UTF-8 C.UTF-8 or install the package locales.',
    'refusal.database.create_failed': 'The database could not be created in {{folder}}: {{error}}',
    'refusal.database.start_failed': 'The database does not start: {{error}} (log: {{log}})',
    'refusal.database.start_timeout':
      'The database was not ready within {{seconds}} seconds; its log is in {{log}}.',
    'refusal.database.no_socket_folder':
      'No folder was found for the socket of the database: name a writable one with TMPDIR.',
  },
);
