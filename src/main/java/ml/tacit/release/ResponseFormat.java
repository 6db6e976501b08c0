package ml.tacit.release;

import ml.tacit.step.Response;

/** Randomised response: how many cells, and epsilon. */
final class ResponseFormat implements StepFormat<Response> {

  @Override
  public String kind() {
    return "response";
  }

  @Override
  public Class<Response> type() {
    return Response.class;
  }

  @Override
  public void write(Response step, StepWriter out) {
    out.put("size", step.size());
    out.put("epsilon", step.epsilon());
    out.put("number", step.number());
  }

  @Override
  public Response read(StepReader in) {
    return new Response(in.count("size"), in.number("epsilon"), in.count("number"));
  }
}
