/** Turns an error in a page's `load` into a sentence. */
import type { HandleClientError } from '@sveltejs/kit'
import { sentence } from '$lib/api.ts'

export const handleError: HandleClientError = ({ error }) => ({ message: sentence(error) })
