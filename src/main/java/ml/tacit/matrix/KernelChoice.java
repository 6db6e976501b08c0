package ml.tacit.matrix;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses the kernels once, for a reason that can be told.
 *
 * <p>Vector code that the JIT compiler does not turn into vector instructions is hundreds of times
 * slower than a plain loop, and so is a fused multiply-add without hardware. So each condition for
 * SIMD is checked, none is assumed. {@code -Dml.tacit.matrix.kernels=plain} or {@code simd}
 * overrides.
 *
 * <p>There is no newest Java version that is accepted: where the vector module has changed so that
 * the SIMD kernels no longer link, or no longer give the results of the plain ones in a {@link
 * KernelTrial}, the plain kernels are taken.
 *
 * @param kernels what to use
 * @param reason why, in words for a log
 * @param level at which to log the reason: DEBUG where nothing is wrong, INFO where the vector
 *     module was asked for and does not help, WARNING where the SIMD kernels are broken
 */
record KernelChoice(Kernels kernels, String reason, Logger.Level level) {
  static final String PROPERTY = "ml.tacit.matrix.kernels";
  private static final String MODULE = "jdk.incubator.vector";

  /** Holds the choice of this JVM; made and logged when first asked for. */
  static final class Holder {
    static final Kernels KERNELS = announce(of(System.getProperty(PROPERTY, "")));

    private Holder() {}
  }

  private static Kernels announce(KernelChoice choice) {
    System.getLogger(KernelChoice.class.getPackageName()).log(choice.level, choice.reason);
    return choice.kernels;
  }

  /**
   * Chooses.
   *
   * @param wanted "plain", "simd", or "" for the best that the machine has
   * @throws IllegalStateException if SIMD kernels are demanded and cannot be had
   */
  static KernelChoice of(String wanted) {
    return of(wanted, () -> (Kernels) constant("SimdKernels", "INSTANCE"));
  }

  /** The same with other SIMD kernels. */
  static KernelChoice of(String wanted, Supplier<Kernels> simd) {
    switch (wanted.toLowerCase(Locale.ROOT)) {
      case "plain":
        return plain("plain kernels: asked for by -D" + PROPERTY, Logger.Level.DEBUG);
      case "simd":
        if (!hasModule()) {
          throw new IllegalStateException(
              "-D" + PROPERTY + "=simd needs --add-modules " + MODULE + ", which is not given");
        }
        KernelChoice choice = tried(simd, "asked for by -D" + PROPERTY);
        if (choice.kernels == PlainKernels.INSTANCE) {
          throw new IllegalStateException(
              "-D" + PROPERTY + "=simd cannot be had; " + choice.reason);
        }
        return choice;
      case "":
        break;
      default:
        throw new IllegalStateException(
            "-D" + PROPERTY + ": found '" + wanted + "', expected plain or simd");
    }
    if (!hasModule()) {
      return plain(
          "plain kernels: for several times the speed pass --add-modules " + MODULE,
          Logger.Level.DEBUG);
    }
    Optional<String> obstacle = obstacle();
    return obstacle.isPresent()
        ? plain("plain kernels: " + obstacle.get(), Logger.Level.INFO)
        : tried(simd, "vector module, C2 and hardware FMA found");
  }

  /** Also where it was added after the start of the JVM, which its boot layer does not tell. */
  static boolean hasModule() {
    try {
      Class.forName(MODULE + ".DoubleVector", false, KernelChoice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What keeps this JVM from turning vector code into vector instructions. */
  private static Optional<String> obstacle() {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (hotSpot == null) {
        return Optional.of("this JVM is not HotSpot");
      }
      if (System.getProperty("java.vm.info", "").contains("interpreted")) {
        return Optional.of("this JVM interprets only (-Xint)");
      }
      if (!System.getProperty("java.vm.name", "").contains("Server")
          || option(hotSpot, "TieredStopAtLevel", "4").compareTo("4") < 0) {
        return Optional.of("the C2 compiler is off");
      }
      if (option(hotSpot, "EnableVectorSupport", "true").equals("false")) {
        return Optional.of("vector support of the JIT compiler is off");
      }
      if (option(hotSpot, "UseJVMCICompiler", "false").equals("true")) {
        return Optional.of("a JVMCI compiler stands in for C2");
      }
      // Math.fma and vector FMA fall back to BigDecimal-slow code without it.
      if (!option(hotSpot, "UseFMA", "false").equals("true")) {
        return Optional.of("no hardware fused multiply-add");
      }
    } catch (LinkageError e) {
      return Optional.of("module jdk.management, which tells about the JIT compiler, is missing");
    }
    return Optional.empty();
  }

  private static String option(HotSpotDiagnosticMXBean hotSpot, String name, String missing) {
    try {
      return hotSpot.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      return missing;
    }
  }

  private static int lanes() {
    return (int) constant("Lanes", "COUNT");
  }

  /** The SIMD kernels if they link and give the right results, else the plain ones. */
  private static KernelChoice tried(Supplier<Kernels> simd, String why) {
    try {
      int lanes = lanes();
      if (lanes < 2) {
        return plain("plain kernels: vectors of " + lanes + " double", Logger.Level.INFO);
      }
      Kernels kernels = simd.get();
      Optional<String> fault = KernelTrial.fault(kernels);
      return fault.isPresent()
          ? refused("wrong results in a trial: " + fault.get())
          : new KernelChoice(
              kernels,
              "SIMD kernels, " + lanes * Double.SIZE + "-bit vectors: " + why,
              Logger.Level.DEBUG);
    } catch (LinkageError e) {
      return refused("they cannot be linked on Java " + Runtime.version().feature() + ": " + e);
    }
  }

  private static KernelChoice refused(String reason) {
    return plain("plain kernels: SIMD kernels refused, " + reason, Logger.Level.WARNING);
  }

  private static KernelChoice plain(String reason, Logger.Level level) {
    return new KernelChoice(PlainKernels.INSTANCE, reason, level);
  }

  /** By name: no class that stays linked may mention one that needs the vector module. */
  private static Object constant(String className, String name) {
    try {
      Field field =
          Class.forName(KernelChoice.class.getPackageName() + "." + className)
              .getDeclaredField(name);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the SIMD kernels are not in the jar", e);
    }
  }
}
