/** The id of an account in its directory. */
import * as v from 'valibot'

/** The site's own name for the account, whatever its directory uses. Not `.` or `..`, which a URL resolves as a parent folder. */
export const AccountIdSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((id) => Buffer.byteLength(id) <= 256, 'must be at most 256 bytes in UTF-8'),
  v.check((id) => !/[\p{Cc}\p{Cs}]/u.test(id), 'must have no control characters'),
  v.check((id) => id !== '.' && id !== '..', 'must be neither "." nor ".."'),
)
