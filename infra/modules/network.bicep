metadata name = 'Network'
metadata description = 'The network of one place: a subnet for each app, one for private endpoints, and one way out to the targets.'

import { locations } from 'locations.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is.')
param location string

@description('Optional. Whether it is the home network, which the others are peered with. Home and a probe can be in one location.')
param isHome bool = false

@description('Required. Apps with a subnet here.')
param apps string[]

@description('Required. Tags of every resource.')
param tags object

// Peered networks must not overlap: a place's number is its own, whatever regions there are.
var number = indexOf(locations, location) + 1 + (isHome ? 100 : 0)

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-${isHome ? 'home' : location}-${token}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

// A subnet has no way out by itself, and what probes do is to go out.
resource gateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'ng-${isHome ? 'home' : location}-${token}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    idleTimeoutInMinutes: 4
    publicIpAddresses: [
      {
        id: publicAddress.id
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${isHome ? 'home' : location}-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: ['10.${number}.0.0/16']
    }
    subnets: concat(
      [
        {
          name: 'endpoints'
          properties: {
            addressPrefix: '10.${number}.255.0/24'
            defaultOutboundAccess: false
          }
        }
      ],
      map(range(0, length(apps)), i => {
        name: apps[i]
        properties: {
          addressPrefix: '10.${number}.${i}.0/24'
          defaultOutboundAccess: false
          natGateway: {
            id: gateway.id
          }
          // https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#enable-virtual-network-integration
          delegations: [
            {
              name: 'functions'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      })
    )
  }
}

@description('Name of the network.')
output name string = network.name

@description('Id of the network.')
output id string = network.id

@description('Subnet of the private endpoints.')
output endpointsSubnetId string = '${network.id}/subnets/endpoints'

@description('Subnets of the apps, in their order.')
output appSubnetIds string[] = [for app in apps: '${network.id}/subnets/${app}']

@description('The address that targets see.')
output outgoingAddress string = publicAddress.properties.ipAddress
