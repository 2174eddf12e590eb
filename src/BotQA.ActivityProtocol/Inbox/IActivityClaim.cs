namespace BotQA.ActivityProtocol.Inbox;

/// <summary>An accepted activity while this host answers it. No method throws when what is to be noted can't be noted at the moment.</summary>
public interface IActivityClaim
{
    /// <summary>The activity.</summary>
    AcceptedActivity Accepted { get; }

    /// <summary>How many turns of it were begun before this one and never ended.</summary>
    int Attempts { get; }

    /// <summary>How many messages of the bot went out in those turns; they are not sent again.</summary>
    int Replies { get; }

    /// <summary>Cancelled when another host may answer it instead.</summary>
    CancellationToken Lost { get; }

    /// <summary>Notes how many messages of the bot went out.</summary>
    Task RepliedAsync(int replies);

    /// <summary>Notes that nothing is left to do.</summary>
    Task CompleteAsync();

    /// <summary>Lets go of the activity before it was answered, so that it is answered later or elsewhere.</summary>
    Task ReleaseAsync();
}
