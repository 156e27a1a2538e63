/** The description of each command for `regain --help`. They are in a file of their own, so that the help loads no command. */
export const descriptions = {
  serve: 'start the server; SIGTERM or Ctrl-C stops it after the requests in progress',
  init: 'write settings with a fresh secret, create the database, and print a link that makes its reader the first owner',
  doctor: 'check settings, database, mail, SMS, directories, origins and clock; list what to fix (exit status 1)',
  realm: 'sets of accounts',
  site: 'sites that embed the widget',
  accounts: 'accounts of the built-in directory',
  backup: 'copy the database into one file, while the server runs; the copy is useless without the secret',
  restore: 'replace the database by a backup, with the server stopped; flows, codes and sessions of the backup are invalidated',
  operator: 'staff of the console',
  audit: 'the record',
} as const
