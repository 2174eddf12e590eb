using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Lets time pass for calls that wait.</summary>
internal static class FakeTimeProviderExtensions
{
    /// <summary>
    /// Starts a call and lets time pass in steps until it ends. The call has to wait for nothing but time: away from the test's synchronization
    /// context all of it then runs inside the steps, so that its times are exact to one step.
    /// </summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Func<Task<T>> start, TimeSpan step)
    {
        const int maxSteps = 1_000_000;
        return await await Task.Run(() =>
        {
            var call = start();
            for (var count = 0; count < maxSteps && !call.IsCompleted; count++)
            {
                time.Advance(step);
            }

            return Task.FromResult(call.IsCompleted ? call : throw new TimeoutException("The call waits for something else than time."));
        }, TestContext.Current.CancellationToken);
    }
}
