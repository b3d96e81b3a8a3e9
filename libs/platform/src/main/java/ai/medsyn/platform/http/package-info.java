/**
 * Conventions that every endpoint follows: problem documents (RFC 9457), cursor paging, entity tags, size limits.
 */
@NullMarked
package ai.medsyn.platform.http;

import org.jspecify.annotations.NullMarked;
