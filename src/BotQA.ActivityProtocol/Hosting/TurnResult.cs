using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>How a turn that was waited for ended.</summary>
/// <param name="Acceptance">Whether it was taken on; unless accepted, it didn't run.</param>
/// <param name="Succeeded">Whether bot and middleware ended without an exception.</param>
/// <param name="InvokeResponse">The answer to an invoke, or null when nothing handled it.</param>
public sealed record TurnResult(TurnAcceptance Acceptance, bool Succeeded, InvokeResponse? InvokeResponse = null);
