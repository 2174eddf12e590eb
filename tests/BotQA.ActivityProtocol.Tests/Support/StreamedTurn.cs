using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>A turn of a personal chat in Teams, and what its channel is sent.</summary>
internal sealed class StreamedTurn
{
    /// <summary>The time between two parts of a stream.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.5);

    public StreamedTurn(Action<Activity>? configure = null)
    {
        var inbound = Inbound();
        configure?.Invoke(inbound);
        Observer = new StreamObserver(Time);
        Context = ContextOf(inbound, Observer);
    }

    public ObservedTimeProvider Time { get; } = new();

    public StreamObserver Observer { get; }

    public TurnContext Context { get; }

    public static TurnContext ContextOf(StreamObserver observer) => ContextOf(Inbound(), observer);

    public StreamingResponse Open() => new(Context, Time);

    /// <summary>A stream whose first part was taken.</summary>
    public async Task<StreamingResponse> BeginAsync()
    {
        var stream = Open();
        stream.SendInformative("Searching");
        await Observer.NextAsync();
        return stream;
    }

    private static TurnContext ContextOf(Activity inbound, StreamObserver observer) => new(inbound, observer, CallerIdentity.Anonymous);

    private static Activity Inbound() => new()
    {
        Type = ActivityTypes.Message,
        Id = "1",
        ChannelId = Channels.MsTeams,
        Conversation = new ConversationAccount { Id = "c", ConversationType = ConversationTypes.Personal },
    };
}
