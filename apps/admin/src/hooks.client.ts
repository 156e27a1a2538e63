/** Turns what a page's load threw into a sentence. */
import type { HandleClientError } from '@sveltejs/kit'
import { sentence } from '$lib/api.ts'

export const handleError: HandleClientError = ({ error }) => ({ message: sentence(error) })
