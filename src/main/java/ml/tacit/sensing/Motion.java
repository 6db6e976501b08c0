package ml.tacit.sensing;

/**
 * How the waist moves, in axes that stay upright: x up, y to the left, z to the front.
 *
 * @param linear acceleration without gravity, in g
 * @param turning angular velocity about the three axes, in rad/s
 * @param lean forward tilt (about y), in rad, per sample
 * @param roll sideward tilt (about z), in rad, per sample
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over, never compared
record Motion(double[][] linear, double[][] turning, double[] lean, double[] roll) {
  static Motion still(int samples) {
    return new Motion(
        new double[3][samples], new double[3][samples], new double[samples], new double[samples]);
  }

  int samples() {
    return lean.length;
  }
}
