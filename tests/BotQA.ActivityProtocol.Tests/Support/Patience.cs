namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Bounds waits for what a test expects, so that what never comes fails the test instead of holding up all tests.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The awaited value, or a <see cref="TimeoutException"/> after a minute.</summary>
    public static Task<T> OrTimeout<T>(this ValueTask<T> awaited) => awaited.AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
}
