namespace BotQA.ActivityProtocol.Schema;

/// <summary>The answer to an activity whose <see cref="Activity.DeliveryMode"/> is <see cref="DeliveryModes.ExpectReplies"/>.</summary>
public sealed record ExpectedReplies
{
    /// <summary>What the bot said in its turn, in order.</summary>
    public IList<Activity> Activities { get; set; } = [];
}
