package ml.tacit.step;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import ml.tacit.matrix.Interruption;

/**
 * What plans fitted to the same rows share: each value is made once, by the first thread that asks
 * for it, and the others wait for it. Thread-safe; values are held as long as this is.
 *
 * <p>A value that cannot be made is not tried again. Values may be made of others, as long as none
 * is made of itself.
 */
final class Shared {
  private final Map<Object, CompletableFuture<Object>> values = new ConcurrentHashMap<>();

  /**
   * The value of a key.
   *
   * @param key says all that the value depends on
   * @param maker makes it; what it throws, everybody gets who asks
   */
  @SuppressWarnings("unchecked") // the value of a key is what its maker made
  <T> T get(Object key, Supplier<T> maker) {
    CompletableFuture<Object> own = new CompletableFuture<>();
    CompletableFuture<Object> before = values.putIfAbsent(key, own);
    if (before != null) {
      try {
        return (T) joined(before);
      } catch (CancellationException e) { // whoever made it was interrupted
        Interruption.check();
        return get(key, maker);
      }
    }
    try {
      T value = maker.get();
      own.complete(value);
      return value;
    } catch (CancellationException | Error e) {
      values.remove(key); // memory that was short, say, may be enough later
      own.completeExceptionally(e);
      throw e;
    } catch (RuntimeException e) {
      own.completeExceptionally(e);
      throw e;
    }
  }

  private static Object joined(CompletableFuture<Object> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
