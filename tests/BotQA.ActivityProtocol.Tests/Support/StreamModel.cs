namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>What a stream should have sent by now.</summary>
internal sealed class StreamModel
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.5);

    private string _sent = "";
    private int _requests;
    private DateTimeOffset _place = DateTimeOffset.MinValue;
    private bool _isWaiting;

    public StreamModel() => Observer = new StreamObserver(Time);

    public ObservedTimeProvider Time { get; } = new();

    public StreamObserver Observer { get; }

    public string Text { get; private set; } = "";

    private bool HasNews => Text.Length > _sent.Length;

    public async Task AppendAsync(string text)
    {
        Text += text;
        await SettleAsync();
    }

    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await SettleAsync();
    }

    public async Task PassUntilFinalAsync()
    {
        if (_requests > 0 && Time.GetUtcNow() < _place - Interval + TimeSpan.FromSeconds(1))
        {
            await Time.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private async Task SettleAsync()
    {
        while (HasNews && Time.GetUtcNow() >= _place)
        {
            var part = await Observer.NextAsync();
            _sent = ++_requests == 1 ? _sent : part.Text!;
            _place = Time.GetUtcNow() + Interval;
            _isWaiting = false;
        }

        if (HasNews && !_isWaiting)
        {
            await Time.TimerAsync();
            _isWaiting = true;
        }
    }
}
