/**
 * The fitted release: an affine map with the names of its columns and what is known about it,
 * applied to rows and streams, and kept in a model file.
 */
package ml.tacit.release;
