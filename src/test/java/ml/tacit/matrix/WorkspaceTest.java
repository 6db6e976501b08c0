package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a thread keeps between two products is bounded. */
class WorkspaceTest {

  @Test
  void largeBuffersAreNotKept() {
    Workspace workspace = Workspace.borrow();
    double[] usual = workspace.first(1000);
    workspace.second(Workspace.KEPT_MOST + 1);
    assertTrue(workspace.size() > Workspace.KEPT_MOST);
    workspace.giveBack();
    Workspace again = Workspace.borrow();
    assertSame(workspace, again);
    assertEquals(usual.length, again.size());
    assertSame(usual, again.first(1000));
    again.giveBack();
  }

  @Test
  void whatIsBorrowedIsNotBorrowedTwice() {
    Workspace one = Workspace.borrow();
    Workspace other = Workspace.borrow();
    assertNotSame(one, other);
    other.giveBack();
    one.giveBack();
  }
}
