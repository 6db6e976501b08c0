package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which kernels are chosen and why, and that SIMD kernels do not vary with threads. */
class KernelChoiceTest {

  @Test
  void plainKernelsForTheAskingAndNothingElseUnderstood() {
    KernelChoice plain = KernelChoice.of("Plain");
    assertSame(PlainKernels.INSTANCE, plain.kernels());
    assertTrue(plain.reason().contains(KernelChoice.PROPERTY), plain.reason());
    String refusal =
        assertThrows(IllegalStateException.class, () -> KernelChoice.of("fast")).getMessage();
    assertTrue(refusal.contains("'fast'") && refusal.contains("plain or simd"), refusal);
  }

  @Test
  void withoutTheModuleTheReasonNamesTheFlag() {
    assumeTrue(!KernelChoice.hasModule(), "this JVM has the vector module");
    KernelChoice choice = KernelChoice.of("");
    assertSame(PlainKernels.INSTANCE, choice.kernels());
    assertTrue(choice.reason().contains("--add-modules jdk.incubator.vector"), choice.reason());
    assertThrows(IllegalStateException.class, () -> KernelChoice.of("simd"));
  }

  @Test
  void withTheModuleTheReasonNamesTheVectors() {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    KernelChoice choice = KernelChoice.of("simd");
    assertEquals("simd", choice.kernels().toString());
    Matcher bits =
        Pattern.compile("SIMD kernels, (128|256|512)-bit vectors: .*").matcher(choice.reason());
    assertTrue(bits.matches(), choice.reason());
    // The build runs this with narrower vectors than the machine has, too.
    String most =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxVectorSize")
            .getValue();
    assertTrue(Integer.parseInt(bits.group(1)) <= Byte.SIZE * Integer.parseInt(most), most);
  }

  @Test
  void aLibraryIsQuietWhereNothingIsWrong() {
    for (String wanted : new String[] {"plain", ""}) {
      KernelChoice choice = KernelChoice.of(wanted);
      if (!choice.reason().contains("C2")) { // a coverage tool or a debugger may turn it off
        assertEquals(System.Logger.Level.DEBUG, choice.level(), choice.reason());
      }
    }
  }

  @Test
  void theTrialAcceptsWhatIsRight() {
    assertEquals(Optional.empty(), KernelTrial.fault(PlainKernels.INSTANCE));
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    assertEquals(Optional.empty(), KernelTrial.fault(KernelChoice.of("simd").kernels()));
  }

  /** Whatever a method writes, once one number of it is wrong, or it throws. */
  @Test
  void theTrialRefusesWhatIsWrongInAnyMethod() {
    Set<String> spoilt = new TreeSet<>();
    for (Class<?> type : new Class<?>[] {Kernels.class, RowOperations.class, PairKernel.class}) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isAbstract(method.getModifiers())
            && List.<Class<?>>of(void.class, double.class, boolean.class)
                .contains(method.getReturnType())) {
          for (boolean thrown : new boolean[] {false, true}) {
            Kernels broken = broken(Kernels.class, PlainKernels.INSTANCE, method, thrown);
            assertTrue(KernelTrial.fault(broken).isPresent(), method.toString());
            assertTrue(KernelTrial.fault(broken).orElseThrow().matches("(?s).+ .+"));
          }
          spoilt.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertTrue(spoilt.size() > 15, spoilt.toString());
  }

  @Test
  void brokenKernelsAreNotChosen() throws Exception {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Kernels broken =
        broken(
            Kernels.class,
            PlainKernels.INSTANCE,
            RowOperations.class.getMethod(
                "dot", double[].class, int.class, double[].class, int.class, int.class),
            false);
    assertRefused(() -> broken, "dot");
  }

  @Test
  void kernelsThatDoNotLinkAreNotChosen() {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Supplier<Kernels> gone =
        () -> {
          throw new NoSuchMethodError("DoubleVector.fma");
        };
    assertRefused(gone, "DoubleVector.fma");
  }

  /** Where the JVM could use SIMD at all, the reason is told, and loudly. */
  private static void assertRefused(Supplier<Kernels> simd, String reason) {
    KernelChoice choice = KernelChoice.of("", simd);
    assertSame(PlainKernels.INSTANCE, choice.kernels());
    if (choice.level() != System.Logger.Level.INFO) { // which has another obstacle to tell of
      assertEquals(System.Logger.Level.WARNING, choice.level());
      assertTrue(choice.reason().contains(reason), choice.reason());
    }
    String refusal =
        assertThrows(IllegalStateException.class, () -> KernelChoice.of("simd", simd)).getMessage();
    assertTrue(refusal.contains(reason) && refusal.contains("cannot be had"), refusal);
  }

  /** Kernels that are right but for one method, at whatever depth it is reached. */
  private static <T> T broken(Class<T> type, T right, Method wrong, boolean thrown) {
    return type.cast(
        Proxy.newProxyInstance(
            KernelChoiceTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.equals(wrong) && thrown) {
                throw new IllegalStateException("broken");
              }
              Object result = method.invoke(right, arguments);
              if (result instanceof RowOperations rows) {
                return broken(RowOperations.class, rows, wrong, thrown);
              }
              if (result instanceof PairKernel pairs) {
                return broken(PairKernel.class, pairs, wrong, thrown);
              }
              return method.equals(wrong) ? spoil(result, arguments) : result;
            }));
  }

  /** Changes what the method returned, or else all of its arrays. */
  private static Object spoil(Object result, Object[] arguments) {
    if (result instanceof Double number) {
      return number + 1e-3;
    }
    if (result instanceof Boolean flag) {
      return !flag;
    }
    for (Object argument : arguments) {
      if (argument instanceof double[] array) {
        Arrays.setAll(array, i -> array[i] + 1e-3);
      }
    }
    return null;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws Exception {
    assumeTrue(KernelChoice.hasModule(), "no vector module: --add-modules jdk.incubator.vector");
    Kernels simd = KernelChoice.of("simd").kernels();
    int n = 261;
    int rows = 500;
    double[] a = new Random(2).doubles((long) rows * n).toArray();
    double[] one = results(simd, a, rows, n, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertArrayEquals(one, results(simd, a, rows, n, threads), threads + " threads");
    }
  }

  /** Gram matrix, its factor, row products and eigenvectors behind each other, inside a pool. */
  private static double[] results(Kernels simd, double[] a, int rows, int n, int threads)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                double[] gram = new double[n * n];
                simd.addGram(a, rows, n, gram);
                double[] y = new double[rows * n];
                simd.addRowProducts(a, rows, n, gram, n, y);
                double[] factor = gram.clone();
                assertTrue(simd.cholesky(factor, n));
                double[] vectors = new double[n * n];
                simd.symmetricEigen(gram.clone(), n, new double[n], vectors);
                double[] all = new double[3 * n * n + rows * n];
                System.arraycopy(gram, 0, all, 0, n * n);
                System.arraycopy(factor, 0, all, n * n, n * n);
                System.arraycopy(y, 0, all, 2 * n * n, rows * n);
                System.arraycopy(vectors, 0, all, 2 * n * n + rows * n, n * n);
                return all;
              })
          .get();
    } finally {
      pool.shutdown();
    }
  }
}
