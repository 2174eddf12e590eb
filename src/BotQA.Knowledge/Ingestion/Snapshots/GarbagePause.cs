using System.Runtime;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>
/// Holds the garbage collector back while much is loaded that will all stay: each of its many collections would look through what was loaded
/// so far and find nothing. It goes on by itself when more is allocated than was said.
/// </summary>
internal sealed class GarbagePause : IDisposable
{
    private const long LeastBytes = 16 << 20;
    private const long MostBytes = 1 << 30;

    private readonly bool _isHeld;

    private GarbagePause(bool isHeld) => _isHeld = isHeld;

    /// <summary>Begins a pause for the whole process. None is made for little, or while another lasts, or where the memory isn't there.</summary>
    /// <param name="bytes">What will be allocated.</param>
    public static GarbagePause Begin(long bytes)
    {
        try
        {
            return new GarbagePause(bytes is >= LeastBytes and <= MostBytes && GC.TryStartNoGCRegion(bytes, disallowFullBlockingGC: true));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return new GarbagePause(isHeld: false);
        }
    }

    /// <summary>Lets it collect again.</summary>
    public void Dispose()
    {
        try
        {
            if (_isHeld && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the call.
        }
    }
}
