/** Creates a migration from the difference between the schema and the last migration: `npx drizzle-kit generate --name what-changed`. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'sqlite', schema: './src/db/schema.ts', out: './migrations', casing: 'snake_case' })
