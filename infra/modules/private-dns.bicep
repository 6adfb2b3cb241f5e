metadata name = 'Private DNS'
metadata description = 'The zones that private endpoints have their names in, seen from every network of the installation, and the networks seen from each other.'

@description('Required. The home network.')
param home {
  @description('Required. Its name.')
  name: string

  @description('Required. Its id.')
  id: string
}

@description('Required. The networks of the regions.')
param others {
  @description('Required. Its name.')
  name: string

  @description('Required. Its id.')
  id: string
}[]

@description('Required. Tags of every resource.')
param tags object

// https://learn.microsoft.com/azure/private-link/private-endpoint-dns
var zones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.queue.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  'privatelink.documents.azure.com'
  'privatelink.vaultcore.azure.net'
]
var networks = concat([home], others)

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for name in zones: {
    name: name
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for i in range(0, length(zones) * length(networks)): {
    parent: zone[i / length(networks)]
    name: networks[i % length(networks)].name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: networks[i % length(networks)].id
      }
    }
  }
]

resource homeNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: home.name
}

resource otherNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' existing = [
  for other in others: {
    name: other.name
  }
]

resource outward 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for other in others: {
    parent: homeNetwork
    name: other.name
    properties: {
      allowVirtualNetworkAccess: true
      remoteVirtualNetwork: {
        id: other.id
      }
    }
  }
]

resource inward 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (other, i) in others: {
    parent: otherNetwork[i]
    name: home.name
    properties: {
      allowVirtualNetworkAccess: true
      remoteVirtualNetwork: {
        id: home.id
      }
    }
  }
]

@description('The zones by what is in them.')
output zoneIds object = {
  blob: zone[0].id
  queue: zone[1].id
  table: zone[2].id
  sql: zone[3].id
  vault: zone[4].id
}
