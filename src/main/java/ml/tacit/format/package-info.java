/**
 * Files of named tensors with a description: the safetensors format, read strictly.
 *
 * <p>{@link ml.tacit.format.TensorFile} is the frame, {@link ml.tacit.format.TensorWriter} and
 * {@link ml.tacit.format.TensorReader} hold the numbers, {@link ml.tacit.format.Fields} reads the
 * description. Knows nothing of models and statistics.
 */
package ml.tacit.format;
