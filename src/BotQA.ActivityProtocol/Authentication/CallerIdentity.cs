namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Who sent an activity, as far as it was proved.</summary>
/// <param name="Kind">What was proved.</param>
/// <param name="AppId">The caller's application id, for <see cref="CallerKind.Emulator"/> and <see cref="CallerKind.Bot"/>.</param>
public sealed record CallerIdentity(CallerKind Kind, string? AppId = null)
{
    /// <summary>A caller of whom nothing is known.</summary>
    public static CallerIdentity Anonymous { get; } = new(CallerKind.Anonymous);

    /// <summary>A channel inside this process.</summary>
    public static CallerIdentity InProcess { get; } = new(CallerKind.InProcess);
}
