namespace Mul.Host.Simulation;

/// <summary>Asked the engine to be called at an instant.</summary>
internal interface ITimed
{
    void Due();
}
