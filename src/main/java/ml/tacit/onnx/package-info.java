/**
 * Releases as ONNX files, which other languages and devices run: {@link ml.tacit.onnx.OnnxExport}.
 *
 * <p>Each kind of step that ONNX can say has a class that adds its nodes to a graph; the others are
 * refused by name.
 */
package ml.tacit.onnx;
